import Invoices, { loader as load } from "~/routes/o.$tenant.invoices._index";
import { keptIn } from "./kept";

/** The invoice list, the same 50 rows every time: what Remix, the Worker and the page itself cost without a database. */
export const loader = keptIn(load);

export default Invoices;
