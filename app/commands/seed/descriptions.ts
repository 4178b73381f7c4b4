// The official examples carry numbers only: what their lines are called is the demo businesses' own.
// One list per example, in its lines' order; the first word list is Nordlicht's (design), the second Harbour & Pine's (joinery).

const STUDIO: Readonly<Record<string, readonly string[]>> = {
  "Allowance-example.xml": [
    "Photo series, per motif",
    "Image rights for print, pair",
    "Retouching, per motif",
  ],
  "base-creditnote-correction.xml": ["Brand workshop, facilitation", "Workshop days not used"],
  "base-example.xml": ["Design sprint, two designers", "Sprint days carried over"],
  "vat-category-E.xml": ["Typography course, per participant"],
  "vat-category-Z.xml": ["Exhibition catalogue, printed"],
  "sample-discount-price.xml": ["Postcards, offset"],
  "ubl-tc434-creditnote1.xml": ["Lecture at the summer academy"],
  "ubl-tc434-example5.xml": ["Flyers, folded", "Brochures, 16 pages", "Programme booklets"],
  "ubl-tc434-example6.xml": ["Business cards", "Letterheads with foil", "Museum guides, softcover"],
  "ubl-tc434-example9.xml": ["Care and hosting of the website"],
  "01.01a-INVOICE_ubl.xml": ["Reference library for the design team", "Delivery and packaging"],
  "01.02a-INVOICE_ubl.xml": ["Proof prints of the magazine"],
  "01.03a-INVOICE_ubl.xml": ["Art prints, set of twelve", "Delivery, insured"],
  "01.04a-INVOICE_ubl.xml": ["Expenses passed on: visa fee"],
  "01.05_minimal_test_ubl.xml": ["Licence for the typeface, per seat"],
  "01.05a-INVOICE_ubl.xml": [
    "Art direction on location",
    "Assistant on location",
    "Studio hire, small hall",
    "Props and material",
  ],
  "01.06a-INVOICE_ubl.xml": [
    "Domain and certificates",
    "Retainer: product design team",
    "Mail addresses",
    "Licences for design tools",
    "Image library",
    "Usability lab, flat rate",
    "Analytics and reporting",
  ],
};

const JOINERY: Readonly<Record<string, readonly string[]>> = {
  "Allowance-example.xml": ["Oak bench, oiled", "Brass hooks, pair", "Pine stool"],
  "base-creditnote-correction.xml": ["Boat joinery, two hands", "Days in the yard not used"],
  "base-example.xml": ["Fitting the galley", "Days lost to weather, credited"],
  "vat-category-E.xml": ["Woodturning course, per place"],
  "vat-category-Z.xml": ["Children's safety rails"],
  "sample-discount-price.xml": ["Copper rivets"],
  "ubl-tc434-creditnote1.xml": ["Evening class: sharpening"],
  "ubl-tc434-example5.xml": ["Cedar shingles", "Larch battens", "Ash dowels"],
  "ubl-tc434-example6.xml": ["Beech pegs", "Shelf boards, planed", "Coat rails"],
  "ubl-tc434-example9.xml": ["Mooring and shed, small"],
  "01.01a-INVOICE_ubl.xml": ["Plans and templates for a dinghy", "Carriage"],
  "01.02a-INVOICE_ubl.xml": ["Sample board of finishes"],
  "01.03a-INVOICE_ubl.xml": ["Set of oars", "Carriage, insured"],
  "01.04a-INVOICE_ubl.xml": ["Harbour dues passed on"],
  "01.05_minimal_test_ubl.xml": ["Hire of the slipway, per tide"],
  "01.05a-INVOICE_ubl.xml": [
    "Master joiner on site",
    "Apprentice on site",
    "Steam box, day rate",
    "Fastenings and glue",
  ],
  "01.06a-INVOICE_ubl.xml": [
    "Waste collection",
    "Maintenance contract: ferry landing",
    "Inspection log",
    "Timber store",
    "Dust extraction service",
    "Crane, flat rate",
    "Out-of-hours line",
  ],
};

/** What line `index` of an example is called at the business of this country. */
export function describeLine(country: string, source: string, index: number): string {
  const description = (country === "DE" ? STUDIO : JOINERY)[source]?.[index];
  if (!description)
    throw new RangeError(`app/commands/seed/descriptions.ts has no line ${index + 1} of ${source}`);
  return description;
}
