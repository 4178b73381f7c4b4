import { beforeAll, describe, expect, it } from "vitest";
import { MAX_SEQUENCE } from "~/domain/numbering/pattern";
import { MOST_YEARS } from "~/domain/retention/policies";
import { limits } from "~/shared/limits";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { filledIn } from "../support/filled-in";
import { knownOf } from "../support/known";
import { formPathOf, pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

// Rule 10: what a control takes is what the schema takes. tests/arch/limits.test.ts compares the same table with the database.

/** An IBAN may be typed in groups of four. */
const bounds = new Set<number>([...Object.values(limits), limits.iban + 8]);
/** Whole numbers are bounded by how many digits the largest has. */
const digits = new Set(
  [limits.paymentTermsDays, MAX_SEQUENCE, MOST_YEARS].map((most) => String(most).length),
);
const TYPED = new Set(["text", "email", "password", "search", "tel", "url"]);

let app: ReturnType<typeof createTestApp>;
let owner: Person;
let known: Known;

beforeAll(async () => {
  app = createTestApp();
  owner = await app.registerPerson();
  const colleague = await app.registerPerson({ name: "Colleague" });
  await addMember(owner, colleague, "member");
  known = await knownOf(owner, colleague);
  await sql("UPDATE clients SET version = 2 WHERE tenant_id = ?", [owner.tenantId]);
});

const forms = Object.keys(routeTable).filter(
  (id) => routeTable[id]?.post && !["routes/logout", "routes/settings.sessions"].includes(id),
);

describe.each(forms)("the form %s", (id) => {
  it("bounds every text that can be typed, as its schema does", async () => {
    // Whoever is let in by a form is sent on from its page: each is a stranger again.
    const who = () => (routeTable[id]?.get === "anyone" ? app.visitor() : owner);
    const visitor = who();
    const fields = await filledIn(id, { visitor, person: owner, known });
    const page = await visitor.visit(pathOf(id, { ...known }));
    for (const control of page.document.querySelectorAll("input, textarea")) {
      const name = control.getAttribute("name") ?? "";
      const type = control.getAttribute("type") ?? "text";
      const typed = control.tagName === "TEXTAREA" || TYPED.has(type);
      if (!typed || !Object.hasOwn(fields, name)) continue;
      const most = Number(control.getAttribute("maxlength"));
      const isNumber = control.getAttribute("inputmode") === "numeric";
      expect((isNumber ? digits : bounds).has(most), `${name} has maxlength ${most}`).toBe(true);
      const send = (length: number) => {
        const text = (isNumber ? "9" : "x").repeat(length);
        return who().submit(formPathOf(id, { ...known }), { ...fields, key: freshId(), [name]: text });
      };
      const refused = await send(most + 1);
      expect(refused.status, name).toBe(422);
      // By the schema: the database's own CHECK has nothing better to say than this.
      expect(refused.messages, name).not.toContain("That can't be stored as it is.");
      // Whatever else may be wrong with it.
      expect((await send(most)).messages, name).not.toMatch(/at most|too long/);
    }
  });
});
