// npm run proof -- properties: all tests with a random seed for the properties, in place of the fixed one of npm test. FC_SEED repeats a run.
import { runVitest } from "../support/run-tool";

runVitest([], { FC_SEED: "random" });
