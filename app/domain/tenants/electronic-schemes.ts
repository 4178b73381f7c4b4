/**
 * Electronic Address Scheme codes (EN 16931 BT-34-1, rule BR-CL-25; the CEF's list, and ISO 6523 for whose they are): those that a business
 * is likely to be registered under. Peppol's list of participant identifier schemes has all of them but EM.
 */
const TABLE = `
EM E-mail address (not accepted by Peppol)
0088 GS1 location number (GLN)
0060 D-U-N-S number
0199 Legal entity identifier (LEI)
9914 Austria: VAT number
9915 Austria: government number
9925 Belgium: VAT number
0208 Belgium: enterprise number
9926 Bulgaria: VAT number
9934 Croatia: VAT number
9928 Cyprus: VAT number
9929 Czechia: VAT number
0154 Czechia: company number (IČO)
0184 Denmark: CVR number
0096 Denmark: P number
0198 Denmark: SE number
0191 Estonia: company code
9931 Estonia: VAT number
0216 Finland: OVT code
0212 Finland: organisation identifier
0213 Finland: VAT number
0002 France: SIREN
0009 France: SIRET
0225 France: CTC address
9957 France: VAT number
0204 Germany: Leitweg-ID
9930 Germany: VAT number
9933 Greece: VAT number
9910 Hungary: VAT number
0196 Iceland: kennitala
9935 Ireland: VAT number
0201 Italy: IPA code
0210 Italy: codice fiscale
0211 Italy: partita IVA
0205 Italy: codice destinatario
0218 Latvia: registration number
9939 Latvia: VAT number
9936 Liechtenstein: VAT number
0200 Lithuania: entity code
9937 Lithuania: VAT number
9938 Luxembourg: VAT number
9943 Malta: VAT number
0106 Netherlands: KvK number
0190 Netherlands: OIN
9944 Netherlands: VAT number
0192 Norway: organisation number
9945 Poland: VAT number
9946 Portugal: VAT number
9947 Romania: VAT number
9950 Slovakia: VAT number
0158 Slovakia: company number (IČO)
9949 Slovenia: VAT number
9920 Spain: VAT number
0007 Sweden: organisation number
0183 Switzerland: UID
9927 Switzerland: VAT number
9932 United Kingdom: VAT number
0151 Australia: ABN
0188 Japan: corporate number
0221 Japan: invoice issuer number
0195 Singapore: UEN
9959 United States: EIN
`;

/** Schemes to choose from, e-mail and international ones first, then by country. */
export const electronicSchemes: readonly { readonly code: string; readonly name: string }[] = TABLE.trim()
  .split("\n")
  .map((row) => {
    const at = row.indexOf(" ");
    return { code: row.slice(0, at), name: row.slice(at + 1) };
  });

const names: ReadonlyMap<string, string> = new Map(electronicSchemes.map(({ code, name }) => [code, name]));

export function isElectronicScheme(code: string): boolean {
  return names.has(code);
}

/** The scheme's name; for a code that isn't in the list, the code itself. */
export function electronicSchemeName(code: string): string {
  return names.get(code) ?? code;
}
