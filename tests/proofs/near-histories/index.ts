// npm run proof -- near-histories: 500 histories of 40 steps, five sessions at three places with copies that lag. NEAR_HISTORIES says how many, FC_SEED repeats a run.
import { runVitest } from "../support/run-tool";

runVitest(["--project", "database", "tests/integration/near-histories.test.ts"], {
  NEAR_HISTORIES: "500",
  FC_SEED: "random",
});
