import type { TaxCategory } from "~/domain/invoices/tax-category";
import { countryDefaults, isInEu } from "~/shared/countries";

/**
 * What an invoice says where the business charges no tax, in the words and the language of its country's law: a small business under
 * Title XII of Directive 2006/112/EC, or one that is not registered. As of 2026-11-25; Spain has no such scheme, so its exemptions of
 * art. 20 stand there.
 *
 * Looked up (laws, tax offices or programs that print them): AT, BE, DE, FI, FR, HR, IT, LU (pfi.public.lu), NL, PL, PT, SI. From memory,
 * to be looked at again: BG, CH, CZ, DK, EE, ES, HU, LI, LT, LV, MT, NO, RO, SE, SK.
 */
const WORDS: Readonly<Record<string, string>> = {
  AT: "Umsatzsteuerbefreit – Kleinunternehmer gemäß § 6 Abs. 1 Z 27 UStG",
  BE: "Bijzondere vrijstellingsregeling kleine ondernemingen / Régime particulier de franchise des petites entreprises",
  BG: "Основание за неначисляване на ДДС: чл. 113, ал. 9 от ЗДДС",
  CH: "Nicht mehrwertsteuerpflichtig (Art. 10 Abs. 2 MWSTG)",
  CZ: "Nejsme plátci DPH",
  DE: "Steuerfrei als Kleinunternehmer gemäß § 19 UStG",
  DK: "Ikke momsregistreret",
  EE: "Ei ole käibemaksukohustuslane",
  ES: "Operación exenta de IVA (art. 20 LIVA)",
  FI: "Ei arvonlisäverovelvollinen – vähäinen toiminta (AVL 3 §)",
  FR: "TVA non applicable, art. 293 B du CGI",
  HR: "Oslobođeno PDV-a temeljem članka 90. Zakona o PDV-u",
  HU: "Alanyi adómentes (AAM)",
  IT: "Operazione senza applicazione dell’IVA ai sensi dell’art. 1, commi da 54 a 89, della Legge n. 190/2014 – regime forfettario",
  LI: "Nicht mehrwertsteuerpflichtig",
  LT: "Ne PVM mokėtojas",
  LU: "TVA non applicable – Article 57, paragraphe 1er, de la loi modifiée du 12 février 1979",
  LV: "Nav PVN maksātājs",
  MT: "Exempt under article 11 of the VAT Act (Cap. 406)",
  NL: "Vrijgesteld van btw op grond van de kleineondernemersregeling (art. 25 Wet OB 1968)",
  NO: "Ikke registrert i Merverdiavgiftsregisteret",
  PL: "Zwolnienie z VAT na podstawie art. 113 ust. 1 ustawy o VAT",
  PT: "IVA – regime de isenção (artigo 53.º do CIVA)",
  RO: "Scutit de TVA, regim special de scutire (art. 310 Codul fiscal)",
  SE: "Befriad från mervärdesskatt (18 kap. mervärdesskattelagen)",
  SI: "DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1",
  SK: "Nie sme platiteľmi DPH",
};

export interface UntaxedRate {
  readonly category: Extract<TaxCategory, "E" | "O">;
  readonly name: string;
  readonly exemptionReason: string;
  readonly exemptionCode: string | null;
}

/**
 * The rate of a business that charges no tax: exempt within the EU, whose directive calls the small enterprises' scheme an exemption,
 * outside the scope elsewhere. Where there is no tax of one name to be registered for, nothing is said of one.
 */
export function untaxedRate(country: string): UntaxedRate {
  const { taxName, hasTax } = countryDefaults(country);
  if (!hasTax) return { category: "O", name: "No tax", exemptionReason: "No tax", exemptionCode: null };
  return {
    category: isInEu(country) ? "E" : "O",
    name: `No ${taxName}`,
    exemptionReason: WORDS[country] ?? `Not registered for ${taxName}`,
    // The only member state with a code of its own for it.
    exemptionCode: country === "FR" ? "VATEX-FR-FRANCHISE" : null,
  };
}
