import { totalsInputOf } from "~/domain/invoices/stored-totals";
import {
  checkTaxCategories,
  checkTaxRate,
  isTaxCategory,
  needsExemptionReason,
} from "~/domain/invoices/tax-category";
import { calculateTotals, type Totals } from "~/domain/invoices/totals";
import { isCurrency } from "~/shared/currency";
import type { asPpm } from "~/shared/decimal";
import type { InvoiceRows } from "./rows";
import { type Violation, violationsOf } from "./violation";

function recalculate(rows: InvoiceRows): Totals | string {
  const { currency } = rows.invoice;
  if (!isCurrency(currency)) return `${currency} is no currency`;
  try {
    const totals = calculateTotals(totalsInputOf(rows));
    return totals.ok ? totals.value : `the totals can't be calculated: ${totals.error.code}`;
  } catch (error) {
    return `the totals can't be calculated: ${error instanceof Error ? error.message : error}`;
  }
}

type Compared = readonly [column: string, stored: unknown, computed: unknown];

const differing = (pairs: readonly Compared[]): string[] =>
  pairs.flatMap(([column, stored, computed]) =>
    stored === computed ? [] : [`${column} is ${stored}, the calculation gives ${computed}`],
  );

const headOf = ({ invoice: i }: InvoiceRows, totals: Totals): Compared[] => [
  ["line_total_minor", i.lineTotalMinor, totals.lineTotal],
  ["allowance_total_minor", i.allowanceTotalMinor, totals.allowanceTotal],
  ["charge_total_minor", i.chargeTotalMinor, totals.chargeTotal],
  ["net_minor", i.netMinor, totals.net],
  ["tax_minor", i.taxMinor, totals.tax],
  ["gross_minor", i.grossMinor, totals.gross],
  ["due_minor", i.dueMinor, totals.due],
];

/** Rule 5: every stored amount is what totals.ts gives for the stored quantities, prices, discounts and rates. */
export function checkTotals(rows: InvoiceRows): Violation[] {
  const { invoice, lines, allowances, taxGroups, taxComponents } = rows;
  const violation = violationsOf("invoices", { tenant_id: invoice.tenantId, id: invoice.id });
  const at = (table: string, ids: Violation["ids"]) => ({ table, ids });
  const wrongTax = checkTaxes(rows, violation);
  const totals = recalculate(rows);
  if (typeof totals === "string") return [...wrongTax, violation(5, totals)];

  const ofLines = lines.flatMap((line, i) =>
    differing([
      ["gross_minor", line.grossMinor, totals.lines[i]?.gross],
      ["net_minor", line.netMinor, totals.lines[i]?.net],
    ]).map((message) => violation(5, message, at("invoice_lines", { position: line.position }))),
  );
  const expected = new Map(
    [
      ...totals.documentAllowanceCharges.map((item, i) => ({ line: 0, position: i + 1, item })),
      ...totals.lines.flatMap(({ allowanceCharges }, i) =>
        allowanceCharges.map((item, n) => ({ line: lines[i]?.position ?? i + 1, position: n + 1, item })),
      ),
    ].map((entry) => [`${entry.line}/${entry.position}`, entry.item]),
  );
  const ofAllowances = allowances.flatMap((row) => {
    const place = `${row.linePosition}/${row.position}`;
    const item = expected.get(place);
    expected.delete(place);
    const where = at("invoice_allowances", { line_position: row.linePosition, position: row.position });
    if (!item) return [violation(5, "there is no such allowance in the calculation", where)];
    return differing([
      ["amount_minor", row.amountMinor, item.amount],
      ["base_minor", row.baseMinor, item.base ?? null],
    ]).map((message) => violation(5, message, where));
  });
  const missing = [...expected.keys()].map((place) => violation(5, `the allowance ${place} is missing`));
  const ofGroups = taxGroups.flatMap((row, i) => {
    const group = totals.groups[i];
    const where = at("invoice_tax_groups", { position: row.position });
    if (!group) return [violation(5, "there is no such group in the calculation", where)];
    return differing([
      ["category", row.category, group.category],
      ["rate_ppm", row.ratePpm, group.rate],
      ["base_minor", row.baseMinor, group.base],
      ["tax_minor", row.taxMinor, group.tax],
    ]).map((message) => violation(5, message, where));
  });
  for (const { category, rate } of totals.groups.slice(taxGroups.length))
    missing.push(violation(5, `the tax group ${category} ${rate} is missing`));
  const ofComponents = taxComponents.flatMap((row) => {
    const group = totals.groups.find((each) => each.category === row.category && each.rate === row.ratePpm);
    const computed = group?.components?.[row.position - 1];
    const where = at("invoice_tax_components", {
      category: row.category,
      rate_ppm: row.ratePpm,
      position: row.position,
    });
    if (!computed) return [violation(5, "there is no such component in the calculation", where)];
    return differing([
      ["component_ppm", row.componentPpm, computed.rate],
      ["tax_minor", row.taxMinor, computed.tax],
    ]).map((message) => violation(5, message, where));
  });
  const ofHead = differing(headOf(rows, totals));
  return [
    ...wrongTax,
    ...ofLines,
    ...ofAllowances,
    ...missing,
    ...ofGroups,
    ...ofComponents,
    ...ofHead.map((message) => violation(5, message)),
  ];
}

/** EN 16931: the rate fits its category, nothing stands beside O, and a group without tax says why once it is issued. */
function checkTaxes(
  { invoice, lines, taxGroups }: InvoiceRows,
  violation: ReturnType<typeof violationsOf>,
): Violation[] {
  const wrong = lines.flatMap((line) => {
    const where = { table: "invoice_lines", ids: { position: line.position } };
    if (!isTaxCategory(line.taxCategory))
      return [violation(5, `no tax category: ${line.taxCategory}`, where)];
    const checked = checkTaxRate(line.taxCategory, line.taxRatePpm as ReturnType<typeof asPpm>);
    return checked.ok ? [] : [violation(5, `${checked.error.rule}: ${checked.error.code}`, where)];
  });
  const together = checkTaxCategories(lines.map(({ taxCategory }) => taxCategory));
  const reasons = taxGroups.flatMap((group) => {
    if (invoice.status === "draft" || !isTaxCategory(group.category)) return [];
    const wanted = needsExemptionReason(group.category);
    if (wanted === (group.exemptionReason !== null)) return [];
    const message = wanted ? "exemption_reason is missing" : "exemption_reason must not be there";
    return [violation(5, message, { table: "invoice_tax_groups", ids: { position: group.position } })];
  });
  return [...wrong, ...(together.ok ? [] : [violation(5, `BR-O-11: ${together.error.code}`)]), ...reasons];
}
