// npm run proof -- purge: the nightly job on 14,300 invoices that are to go at once. PURGE_INVOICES says how many.
import { runVitest } from "../support/run-tool";

runVitest(["--project", "database", "tests/integration/retention.test.ts", "-t", "great many"], {
  PURGE_INVOICES: "14300",
});
