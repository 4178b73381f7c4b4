// npm run proof -- malformed: 10,000 malformed requests over all routes and forms, in place of the few of npm test. MALFORMED says how many.
import { runVitest } from "../support/run-tool";

runVitest(["--project", "database", "tests/integration/malformed.test.ts"], { MALFORMED: "10000" });
