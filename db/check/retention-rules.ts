import { policyOf } from "~/domain/retention/policies";
import { changeOf } from "./audit-rules";
import type { TenantRows } from "./rows";
import { type Violation, violationsOf } from "./violation";

/** Before 0020 these asked for fewer years: a move away from them may have left a floor of so many. */
const FEWER_ONCE: Readonly<Record<string, number>> = { AU: 5, HR: 10 };

const leastYears = (country: string): number => FEWER_ONCE[country] ?? policyOf(country).years;

/**
 * What was promised is not made shorter: the choice is no less than one that the trail tells of, and where the business moved to a country
 * that asks for less, what it had issued by then has a floor (0008, tenants_moved).
 */
export function checkRetention({ tenant, events, retention }: TenantRows): Violation[] {
  const { promised, firstIssue, months } = retention;
  const violation = violationsOf("retention_choices", { tenant_id: tenant.id });
  const found: Violation[] = [];
  for (const event of retention.events) {
    const years = Number(changeOf(event.changes, "years")[1] ?? 0);
    if (years > promised)
      found.push(
        violation("settings", `${promised || "no"} years are promised, ${years} were chosen`, {
          ids: { seq: event.seq },
        }),
      );
  }
  for (const event of events.filter(({ entity }) => entity === "tenant")) {
    const [was, is] = changeOf(event.changes, "fiscalYearEndMonth");
    if (
      typeof was === "number" &&
      was !== is &&
      firstIssue !== null &&
      firstIssue <= event.at &&
      !months.includes(was)
    )
      found.push(
        violation("settings", `what was issued in fiscal years that ended with month ${was} has no floor`, {
          table: "fiscal_year_floors",
          ids: { seq: event.seq },
        }),
      );
    const [from, to] = changeOf(event.changes, "country").map((country) => leastYears(String(country)));
    if (from === undefined || to === undefined || from <= to || from <= promised) continue;
    if (firstIssue === null || firstIssue > event.at) continue;
    const message = `${promised || "no"} years are promised, what was issued before a move is to be kept for ${from}`;
    found.push(violation("settings", message, { table: "retention_floors", ids: { seq: event.seq } }));
  }
  return found;
}
