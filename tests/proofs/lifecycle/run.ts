import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "valibot";
import { createClient } from "~/modules/clients/save-client.server";
import { NewClientSchema } from "~/modules/clients/schemas";
import { freshId, keyOf, openBusiness, tenantDbOf } from "../support/business";
import { answerOf, ask, Ids, NOW, TODAY } from "./ask";
import { Model } from "./model";
import type { Request, Verdict } from "./request";
import { requestOf, type Step, step } from "./steps";
import { stored } from "./stored";

/** Carries out the steps in a new business, and compares each answer, and the rows at the end, with the model's. */
export async function live(url: string, steps: readonly Step[]): Promise<void> {
  const business = await openBusiness(url);
  const db = () => tenantDbOf(url, business.people[0] ?? assert.fail("Nobody works there."), {}, NOW);
  const second = freshId();
  const content = parse(NewClientSchema, { name: "Second Ltd", country: "FR" });
  await createClient(db().keyedBy(keyOf(freshId(), second)), { id: second, content });
  const ids = new Ids([business.clientId, second]);
  const model = new Model(TODAY);
  const sent: { readonly key: string; readonly request: Request }[] = [];
  for (const [at, each] of steps.entries()) {
    const earlier = sent[each.place % Math.max(1, sent.length)];
    const fresh = { key: freshId(), request: requestOf(each, model) };
    const asked =
      each.key === "fresh" || !earlier
        ? fresh
        : each.key === "again"
          ? earlier
          : { ...fresh, key: earlier.key };
    sent.push(asked);
    const id = freshId();
    const answer = await answerOf(ask(db(), asked.request, ids, asked.key, id));
    const verdict = model.ask(asked.request, asked.key);
    if ("ok" in verdict && model.invoices.length > ids.invoices.length) ids.invoices.push(id);
    assert.deepEqual(answer, expected(verdict, asked.request, ids), `step ${at}: ${JSON.stringify(asked)}`);
  }
  assert.deepEqual(await stored(url, business, ids), {
    invoices: model.rows,
    runs: Object.fromEntries(model.runs),
    events: model.events,
    keys: model.keys.size,
  });
}

function expected(verdict: Verdict, { kind }: Request, ids: Ids) {
  if ("refused" in verdict)
    return verdict.refused === "not-found" ? "access denied: not-found" : verdict.refused;
  const id = (kind === "client" ? ids.clients : ids.invoices)[verdict.ok];
  return { id, repeated: verdict.repeated };
}

/** So many lives of 20 steps by chance. Throws with the seed and the smallest counterexample. */
export const lives = (url: string, numRuns: number, seed: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 20 }), (steps) => live(url, steps)),
    { numRuns, seed },
  );
