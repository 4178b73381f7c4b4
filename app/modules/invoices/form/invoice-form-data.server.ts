import { clientChoices, findClient } from "@db/queries/clients";
import { listTaxRates } from "@db/queries/tenants";
import type { TenantDb } from "@db/tenant-db";
import { exemptCategories, type TaxCategory } from "~/domain/invoices/tax-category";
import { taxComponentsText, taxRateId } from "~/domain/invoices/tax-rate-key";
import { localeOf } from "~/domain/tenants/locale";
import { type AgreedColumns, agreedColumnsOf } from "~/domain/terms/agreed";
import type { Translate } from "~/i18n/translate";
import { kindInWords } from "~/modules/terms/labels";
import { asPpm } from "~/shared/decimal";
import { unitName } from "../unit-words";
import type { OfferedExemption, StoredDraft } from "./form-values";

interface Asked {
  readonly stored?: Promise<StoredDraft | undefined>;
  readonly clientId?: string | null;
  /** Words of a client that is to be among those to choose from. */
  readonly find?: string;
}

/**
 * What the form of an invoice offers: clients in use, tax rates with the default first, the business's own settings. A client asked
 * for by its id is among the clients however many there are, if it is in use.
 */
export async function invoiceFormData(db: TenantDb, { stored, clientId, find = "" }: Asked = {}) {
  const [access, choices, requested, rates, draft] = await Promise.all([
    db.require("invoices:write"),
    clientChoices(db, find),
    clientId ? findClient(db, clientId) : undefined,
    listTaxRates(db),
    stored,
  ]);
  const chosen = requested?.archivedAt === null ? requested : undefined;
  const clients = choices.clients.some(({ id }) => id === chosen?.id)
    ? choices.clients
    : [...(chosen ? [chosen] : []), ...choices.clients];
  const { currency, timeZone } = access.tenant;
  const used = new Set(
    draft?.lines.map((line) => taxRateId({ category: line.taxCategory, ratePpm: line.taxRatePpm })),
  );
  const taxRates = rates
    .map((rate) => ({ ...rate, value: taxRateId(rate) }))
    .filter((rate) => rate.archivedAt === null || used.has(rate.value))
    .sort(
      (a, b) =>
        Number(b.isDefault) - Number(a.isDefault) ||
        Number(a.archivedAt !== null) - Number(b.archivedAt !== null),
    )
    .map(({ value, name, archivedAt }) => ({ value, label: name, archived: archivedAt !== null }));
  const named = (category: TaxCategory, nr: number) =>
    draft?.taxGroups.some((group) => group.category === category && group.exemptionNr === nr);
  const exemptions = exemptCategories.flatMap((category): OfferedExemption[] => {
    const rate = rates.find((each) => each.category === category);
    if (!rate?.exemptionReason || (rate.archivedAt !== null && !used.has(taxRateId(rate)))) return [];
    const { name, exemptionNr, exemptionReason } = rate;
    const others = rate.otherReasons.filter(
      (reason) => reason.archivedAt === null || named(category, reason.exemptionNr),
    );
    const options = [{ exemptionNr, exemptionReason, archivedAt: null }, ...others];
    return options.length < 2
      ? []
      : [
          {
            category,
            name,
            options: options.map((reason) => ({
              value: String(reason.exemptionNr),
              label: reason.exemptionReason,
              archived: reason.archivedAt !== null,
            })),
          },
        ];
  });
  const taxComponents = taxComponentsText(
    rates
      .filter(({ components }) => components.length > 0)
      .map(({ category, ratePpm, components }) => ({
        taxCategory: category,
        taxRate: asPpm(ratePpm),
        components: components.map((each) => asPpm(each.ratePpm)),
      })),
  );
  return {
    exemptions,
    taxComponents,
    clients: clients.map(clientChoice),
    moreClients: choices.more,
    find,
    found: choices.found,
    taxRates,
    currency,
    business: agreedColumnsOf(access.tenant),
    timeZone,
    locale: localeOf(access.tenant),
  };
}

type Chosen = NonNullable<Awaited<ReturnType<typeof findClient>>>;

/** What the form takes from a client. */
export const clientChoice = ({
  id,
  name,
  currency,
  buyerReference,
  ...client
}: Pick<Chosen, "id" | "name" | "currency" | "buyerReference" | keyof AgreedColumns>) => ({
  id,
  name,
  currency,
  buyerReference,
  ...agreedColumnsOf(client),
});

/** Names in place of ids and codes, for a page that shows what somebody chose. */
export const describeWith =
  (
    {
      clients,
      taxRates,
      exemptions,
    }: Pick<Awaited<ReturnType<typeof invoiceFormData>>, "clients" | "taxRates" | "exemptions">,
    t: Translate,
  ) =>
  (field: string, value: string): string => {
    if (field === "client") return clients.find(({ id }) => id === value)?.name ?? value;
    if (field === "taxRate") return taxRates.find((rate) => rate.value === value)?.label ?? value;
    const reasons = exemptions.find(({ category }) => field === `exemption${category}`)?.options;
    if (reasons) return reasons.find((reason) => reason.value === value)?.label ?? value;
    return field === "unit" ? unitName(value, t) : kindInWords(field, value);
  };
