import { orderKey } from "~/domain/clients/order-key";
import { isExemptionCode } from "~/domain/invoices/exemption-code";
import { checkTaxRate, isTaxCategory, needsExemptionReason } from "~/domain/invoices/tax-category";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { lookAlike } from "~/domain/numbering/look-alike";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { isTimeZone } from "~/shared/dates";
import { asPpm } from "~/shared/decimal";
import { isInvalidAddress } from "~/shared/fields";
import { isLocale } from "~/shared/locales";
import { NO_PASSWORD, SYSTEM_ADDRESS, SYSTEM_USER } from "../unscoped/system-event";
import { checkSequence, checkSubjects, checkVersions } from "./audit-rules";
import { checkMemberships } from "./membership-rules";
import { checkRetention } from "./retention-rules";
import type { AuditEvent, Client, ClientOrder, ExemptionReason, TaxRate, TenantRows, User } from "./rows";
import { checkTexts } from "./text-rules";
import { type Violation, violationsOf } from "./violation";

/** The rules of one business that its settings can show. */
export function checkTenant(rows: TenantRows): Violation[] {
  const { tenant, members, rates, reasons, components, series, events, doubles } = rows;
  const ids = { tenant_id: tenant.id };
  const violation = violationsOf("tenants", ids);
  const found = checkTexts("tenants", tenant, ids);
  const formats = {
    currency: isCurrency(tenant.currency),
    country: isCountry(tenant.country),
    locale: isLocale(tenant.locale),
    time_zone: isTimeZone(tenant.timeZone),
  };
  for (const [column, known] of Object.entries(formats))
    if (!known) found.push(violation("settings", `${column} is not one that the product knows`));
  if (!rows.erased && !members.some(({ role }) => role === "owner"))
    found.push(violation("settings", "nobody owns it", { table: "memberships" }));
  const active = series.filter(({ isActive }) => isActive).length;
  if (active !== 1)
    found.push(violation(3, `${active} series are active instead of 1`, { table: "number_series" }));
  const defaults = rates.filter(({ isDefault }) => isDefault).length;
  if (defaults > 1)
    found.push(violation("settings", `${defaults} rates are the default`, { table: "tax_rates" }));
  for (const { number, count } of doubles)
    found.push(violation(3, `${count} invoices have the number ${number}`, { table: "invoices" }));

  for (const [i, one] of series.entries()) {
    const alike = lookAlike(one, series.slice(0, i));
    if (alike)
      found.push(
        violation(3, `the pattern ${one.pattern} looks like ${alike.pattern}`, { table: "number_series" }),
      );
  }

  // What registering stored has no event of its own.
  const firstOf = (row: { createdAt: number }) => (row.createdAt === tenant.createdAt ? 2 : 1);
  const anchored = rows.anchor > 0;
  const of = (entity: string, id?: string) =>
    events.filter((event) => event.entity === entity && (id === undefined || event.entityId === id));
  return [
    ...found,
    ...checkSequence(rows),
    ...checkRetention(rows),
    ...checkMemberships(rows),
    ...checkVersions("tenants", ids, tenant.version, of("tenant", tenant.id), 1, anchored),
    ...rates.flatMap((rate) => checkRate(rate, of("tax_rate", taxRateId(rate)), firstOf(rate), anchored)),
    ...components.flatMap((row) =>
      checkTexts("tax_rate_components", row, {
        ...ids,
        category: row.category,
        rate_ppm: row.ratePpm,
        position: row.position,
      }),
    ),
    ...rates.flatMap((rate) => checkComponents(rate, components)),
    ...reasons.flatMap((reason) => checkReason(reason, rates)),
    ...series.flatMap((row) => [
      ...checkTexts("number_series", row, { ...ids, id: row.id }),
      ...checkVersions(
        "number_series",
        { ...ids, id: row.id },
        row.version,
        of("number_series", row.id),
        firstOf(row),
        anchored,
      ),
    ]),
    ...checkSubjects(tenant.id, "tax_rates", new Set(rates.map(taxRateId)), of("tax_rate")),
    ...checkSubjects(tenant.id, "number_series", new Set(series.map(({ id }) => id)), of("number_series")),
    ...checkSubjects(tenant.id, "tenants", new Set<string>([tenant.id]), of("tenant")),
  ];
}

function checkRate(
  rate: TaxRate,
  events: readonly AuditEvent[],
  first: 1 | 2,
  anchored: boolean,
): Violation[] {
  const ids = { tenant_id: rate.tenantId, category: rate.category, rate_ppm: rate.ratePpm };
  const violation = violationsOf("tax_rates", ids);
  const found = [
    ...checkTexts("tax_rates", rate, ids),
    ...checkVersions("tax_rates", ids, rate.version, events, first, anchored),
  ];
  if (!isTaxCategory(rate.category)) return [...found, violation(5, "no tax category")];
  const fits = checkTaxRate(rate.category, asPpm(rate.ratePpm));
  if (!fits.ok) found.push(violation(5, `${fits.error.rule}: ${fits.error.code}`));
  if (needsExemptionReason(rate.category) !== (rate.exemptionReason !== null))
    found.push(violation(5, "exemption_reason is missing, or must not be there"));
  if (rate.exemptionCode !== null && !isExemptionCode(rate.exemptionCode, rate.category))
    found.push(violation(5, `exemption_code is ${rate.exemptionCode}, which the category has not`));
  if (rate.isDefault && rate.archivedAt !== null)
    found.push(violation("settings", "the default rate is archived"));
  return found;
}

/** The taxes that a rate consists of come to the rate. */
function checkComponents(rate: TaxRate, components: TenantRows["components"]): Violation[] {
  const own = components.filter((of) => of.category === rate.category && of.ratePpm === rate.ratePpm);
  const sum = own.reduce((total, { componentPpm }) => total + componentPpm, 0);
  if (own.length === 0 || (own.length > 1 && sum === rate.ratePpm)) return [];
  const ids = { tenant_id: rate.tenantId, category: rate.category, rate_ppm: rate.ratePpm };
  return [violationsOf("tax_rates", ids)(5, `its ${own.length} components come to ${sum}`)];
}

/** Another reason for no tax of a rate: its code is one of the category's, its number not that of the rate's own reason. */
function checkReason(reason: ExemptionReason, rates: readonly TaxRate[]): Violation[] {
  const { tenantId, category, ratePpm, exemptionNr, exemptionCode } = reason;
  const ids = { tenant_id: tenantId, category, rate_ppm: ratePpm, exemption_nr: exemptionNr };
  const violation = violationsOf("exemption_reasons", ids);
  const found = checkTexts("exemption_reasons", reason, ids);
  if (exemptionCode !== null && !isExemptionCode(exemptionCode, category))
    found.push(violation(5, `exemption_code is ${exemptionCode}, which the category has not`));
  if (
    rates.some(
      (rate) => rate.category === category && rate.ratePpm === ratePpm && rate.exemptionNr === exemptionNr,
    )
  )
    found.push(violation(5, "exemption_nr is that of the rate's own reason"));
  return found;
}

/** The place of a client in lists is what its name says (app/domain/clients/order-key.ts), among those in use or those archived. */
function checkOrder(
  { name, archivedAt }: Client,
  order: ClientOrder | undefined,
  ids: Violation["ids"],
): Violation[] {
  const violation = violationsOf("client_order", ids);
  if (!order) return [violation("derived", "the client has no place in its list")];
  const wanted = orderKey(name);
  return [
    ...(order.sortKey === wanted
      ? []
      : [violation("derived", `the sort key is ${order.sortKey}, the name says ${wanted}`)]),
    ...(order.isArchived === (archivedAt !== null)
      ? []
      : [violation("derived", `is_archived is ${order.isArchived}, and archived_at is ${archivedAt}`)]),
  ];
}

/** The rules of one client. */
export function checkClient(
  client: Client,
  events: readonly AuditEvent[],
  order: ClientOrder | undefined,
  anchored = false,
): Violation[] {
  const ids = { tenant_id: client.tenantId, id: client.id };
  return [
    ...checkOrder(client, order, ids),
    ...checkTexts("clients", client, ids),
    ...checkVersions("clients", ids, client.version, events, 1, anchored),
  ];
}

/** The rules of one person. Below .invalid are only the addresses that the product itself gives (0009). */
export function checkUser(user: User): Violation[] {
  const own = user.id.toLowerCase();
  const given =
    user.id === SYSTEM_USER
      ? SYSTEM_ADDRESS.test(user.email)
      : user.email.toLowerCase().startsWith(own) && /@(?:erased|imported)\.invalid$/i.test(user.email);
  const violation = violationsOf("users", { id: user.id });
  const found = checkTexts("users", user, { id: user.id });
  if (isInvalidAddress(user.email) && !given)
    found.push(
      violation("settings", "the address lies below .invalid and is not one that the product gives"),
    );
  if (user.id === SYSTEM_USER && user.passwordHash !== NO_PASSWORD)
    found.push(violation("settings", "somebody could log in as the system's user"));
  return found;
}
