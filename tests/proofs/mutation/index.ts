// npm run proof -- mutation: whether a test fails for every change that Stryker makes to the files of money, numbering and status.
import { runTool } from "../support/run-tool";

runTool("@stryker-mutator/core/bin/stryker.js", ["run"]);
