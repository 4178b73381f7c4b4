import TenantLayout, { loader as load } from "~/routes/o.$tenant";
import { keptIn } from "./kept";

/** The frame of a business's pages, with what it was told the first time. */
export const loader = keptIn(load);

export default TenantLayout;
