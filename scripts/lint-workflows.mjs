// Part of npm run lint: actionlint over .github/workflows.
import { complain, say } from "./lib/say.mjs";
import { workflowFiles, workflowProblems } from "./lib/workflows.mjs";

const files = workflowFiles();
const problems = await workflowProblems(files);
if (problems.length > 0) complain(problems.join("\n"));
else say(`Checked ${files.length} workflows.`);
process.exitCode = problems.length > 0 ? 1 : 0;
