// npm run proof -- timing: whether time tells what the answer doesn't. Median time of a log-in with a known and an unknown address, and of what
// belongs to another business and what is not there, through the built Worker in turn; fails when two differ by more than a tenth.
// `--pairs=100`.
import { parseArgs } from "node:util";
import { heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startFront } from "../scan/front";
import { freshId, moreOwners, openBusiness } from "../support/business";
import { startDatabase } from "../support/database";

const { values } = parseArgs({ options: { pairs: { type: "string" } } });
const PAIRS = Number(values.pairs ?? 100);
/** Of logins as security.md 3 has it; and for 404s what a busy machine allows. */
const TOLERANCE = 0.1;
/** An account waits after five wrong passwords. */
const GUESSES_EACH = 4;

type Ask = (i: number) => Promise<Response>;

/** @param times milliseconds */
function median(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Asks both in turn, either first as often as the other. */
async function compare(what: string, status: number, one: Ask, two: Ask) {
  const times: [number[], number[]] = [[], []];
  for (let i = -5; i < PAIRS; i += 1) {
    for (const which of i % 2 === 0 ? [0, 1] : [1, 0]) {
      const began = performance.now();
      const answer = await (which === 0 ? one : two)(i + 5);
      await answer.text();
      if (answer.status !== status) throw new Error(`${what}: ${answer.status} in place of ${status}`);
      // The first five only warm up.
      if (i >= 0) times[which]?.push(performance.now() - began);
    }
  }
  const [a, b] = [median(times[0]), median(times[1])];
  const ratio = a / b;
  const fine = Math.abs(ratio - 1) <= TOLERANCE;
  say(
    `${fine ? "✓" : "✗"} ${what}: ${a.toFixed(1)} and ${b.toFixed(1)} ms, ratio ${ratio.toFixed(3)} (${PAIRS} pairs)`,
  );
  return fine;
}

runScript(async () => {
  const { database, secret, openWorker } = await startDatabase();
  const [mine, theirs] = [
    await openBusiness(database.url, 1, secret),
    await openBusiness(database.url, 1, secret),
  ];
  const people = await moreOwners(database.url, mine.tenantId, 20, secret);
  const victims = await moreOwners(
    database.url,
    theirs.tenantId,
    Math.ceil((PAIRS + 5) / GUESSES_EACH),
    secret,
  );
  const worker = await openWorker();
  const front = await startFront({ target: worker.url, people, freshId, known: [] });

  /** @param id of a user, whose address it makes */
  const logIn = (id: string) =>
    fetch(`${front.url}/login`, {
      method: "POST",
      redirect: "manual",
      headers: { "X-Scan": "anonymous" },
      body: new URLSearchParams({
        key: freshId(),
        email: `${id.toLowerCase()}@example.com`,
        password: "wrong",
      }),
    });
  heading("Log-in: a known address and an unknown one");
  const known = (i: number) => victims[Math.floor(i / GUESSES_EACH)]?.userId ?? "";
  let fine = await compare(
    "wrong password",
    422,
    (i) => logIn(known(i)),
    () => logIn(freshId()),
  );

  heading("404: another business's and none");
  const ask = (path: string) => fetch(`${front.url}${path}`, { redirect: "manual" });
  const own = `/o/${mine.tenantId}`;
  const clients: Record<string, (id: string) => string> = {
    "the page of a client": (id) => `${own}/clients/${id}`,
    "the form of a client": (id) => `${own}/clients/${id}/edit`,
  };
  /** Whether the address leads anywhere: of a misspelt one everything would be a 404, in the same time. */
  const expectPage = async (path: string) => {
    const { status } = await ask(path);
    if (status !== 200) throw new Error(`${path}: ${status} in place of 200`);
  };
  for (const pathOf of Object.values(clients)) await expectPage(pathOf(mine.clientId));
  for (const [what, pathOf] of Object.entries(clients))
    fine =
      (await compare(
        what,
        404,
        () => ask(pathOf(theirs.clientId)),
        () => ask(pathOf(freshId())),
      )) && fine;
  const pages = ["", "/clients", "/invoices"];
  for (const page of pages) await expectPage(own + page);
  for (const page of pages)
    fine =
      (await compare(
        `a business${page && `: ${page}`}`,
        404,
        () => ask(`/o/${theirs.tenantId}${page}`),
        () => ask(`/o/${freshId()}${page}`),
      )) && fine;
  await front.stop();
  return fine ? 0 : 1;
});
