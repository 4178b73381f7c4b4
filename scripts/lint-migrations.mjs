// Part of npm test -- lint, and deploy.yml's first step: no migration drops or rewrites what the running code still uses (docs/deploy.md).
import { allMigrationProblems } from "./lib/migrations.mjs";
import { complain, say } from "./lib/say.mjs";

const problems = allMigrationProblems();
if (problems.length > 0) complain(problems.join("\n"));
else say("Every migration is safe while the old code runs, or says why.");
process.exitCode = problems.length > 0 ? 1 : 0;
