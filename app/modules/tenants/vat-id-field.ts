import { message } from "~/i18n/message";
import { countryName } from "~/shared/countries";
import { parseVatId, vatIdExample } from "~/shared/vat-id";

interface WithVatId {
  readonly vatId: string | null;
  readonly country: string;
}

/** Whether the VAT id is none, or one by the rules of its country (app/shared/vat-id.ts). */
export const hasRightVatId = ({ vatId, country }: WithVatId): boolean =>
  vatId === null || parseVatId(vatId, country).ok;

/** What is wrong with a VAT id, in words that say what to do: a message. */
export function vatIdProblem({ vatId, country }: WithVatId): string {
  const parsed = parseVatId(vatId ?? "", country);
  if (!parsed.ok && parsed.error === "check-digits") return message("tenants.business.problems.vatIdDigits");
  const example = vatIdExample(country);
  return message("tenants.business.problems.vatIdShape", { country: countryName(country), example });
}

/** The same with its VAT id as it is stored: DE123456788 for "de 123 456 788"; what can't be read stays as it was typed. */
export function withReadVatId<T extends WithVatId>(content: T): T {
  const parsed = content.vatId === null ? null : parseVatId(content.vatId, content.country);
  return parsed?.ok ? { ...content, vatId: parsed.value } : content;
}
