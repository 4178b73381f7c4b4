import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../support/app";
import { type Dated, issueDated, startDated } from "../support/dated-business";

let dated: Dated;

beforeAll(async () => {
  dated = await startDated();
}, 60_000);

afterAll(() => dated.stop());

const at = (instant: string) => Date.parse(instant);
const kept = (person: Person) =>
  dated.count("SELECT count(*) FROM invoices WHERE tenant_id = ? AND number IS NOT NULL", person.tenantId);

/** Says in the settings with which month the fiscal year ends. */
async function endWith(person: Person, month: number): Promise<void> {
  const path = `${person.base}/settings`;
  const form = (await person.visit(path)).form("Save business");
  const answer = await person.submit(path, { ...form, fiscalYearEndMonth: String(month) });
  expect(answer.status).toBe(302);
}

async function businessIn(country: string, month: number, issued: string): Promise<Person> {
  const person = await dated.appAt(at(issued)).registerPerson();
  await dated.sql(
    "UPDATE tenants SET country = ?, time_zone = 'Europe/Berlin' WHERE id = ?",
    country,
    person.tenantId,
  );
  await endWith(person, month);
  return person;
}

/** The last day that the page of erasing the client says. */
async function keptUntil(person: Person, clientId: string): Promise<string | undefined> {
  const { text } = await person.visit(`${person.base}/clients/${clientId}/erase`);
  return /\d\d\.\d\d\.\d{4}/.exec(text)?.[0];
}

describe("the years for which something issued is kept", () => {
  it.each([
    // From the end of the fiscal year: Switzerland ten, Denmark and Norway five, France ten, Croatia eleven.
    ["CH", 6, "2013-06-30", "30.06.2023"],
    ["CH", 6, "2013-07-01", "30.06.2024"],
    ["CH", 12, "2013-07-01", "31.12.2023"],
    ["DK", 9, "2013-03-01", "30.09.2018"],
    ["NO", 2, "2013-03-01", "28.02.2019"],
    ["NO", 2, "2014-03-01", "29.02.2020"],
    ["FR", 3, "2013-04-01", "31.03.2024"],
    ["HR", 12, "2013-04-01", "31.12.2024"],
    // From the end of the calendar year in which it ends: Austria and Sweden seven, Finland six.
    ["AT", 6, "2013-06-30", "31.12.2020"],
    ["AT", 6, "2013-07-01", "31.12.2021"],
    ["SE", 4, "2013-05-01", "31.12.2021"],
    ["FI", 4, "2013-05-01", "31.12.2020"],
    // From the end of the calendar year, whatever the fiscal year: Germany eight, Australia seven.
    ["DE", 6, "2013-07-01", "31.12.2021"],
    ["AU", 6, "2013-07-01", "31.12.2020"],
  ])(
    "in %s, where the fiscal year ends with month %i, end for one of %s on %s",
    async (country, month, date, day) => {
      const person = await businessIn(country, month, `${date}T09:00:00Z`);
      const { clientId } = await issueDated(person, date);
      expect(await keptUntil(person, clientId)).toBe(day);
      const last = day.split(".").reverse().join("-");
      await dated.job(at(`${last}T12:00:00Z`));
      expect(await kept(person)).toBe(1);
      await dated.job(at(`${last}T12:00:00Z`) + 86_400_000);
      expect(await kept(person)).toBe(0);
      expect(await dated.problems(person)).toEqual([]);
    },
  );

  it("are not made shorter by another fiscal year: what is issued stays in the one that it was issued in", async () => {
    const person = await businessIn("CH", 6, "2013-07-01T10:00:00Z");
    const { clientId } = await issueDated(person, "2013-07-01");
    await endWith(person, 12);
    expect(await keptUntil(person, clientId)).toBe("30.06.2024");
    await endWith(person, 9);
    await endWith(person, 6);
    expect(await dated.problems(person)).toEqual([]);
    await dated.sql("DELETE FROM fiscal_year_floors WHERE tenant_id = ?", person.tenantId).then(
      () => expect.unreachable(),
      (error: Error) => expect(error.message).toContain("rule:retention"),
    );
  });

  it("are longer where another fiscal year ends later", async () => {
    const person = await businessIn("CH", 12, "2013-07-01T10:00:00Z");
    const { clientId } = await issueDated(person, "2013-07-01");
    await endWith(person, 6);
    expect(await keptUntil(person, clientId)).toBe("30.06.2024");
  });
});
