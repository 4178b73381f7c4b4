/** A demo client's form, all text, and how it behaves. */
export interface DemoClient {
  readonly form: Readonly<Record<string, string>>;
  /** Days by which it usually pays before (negative) or after the due date. */
  readonly habit: number;
  /** Whether the business stops working with it, and archives it. */
  readonly leaves: boolean;
}

// name | contact | street | postcode | city | country | VAT id | habit in days ("!": leaves) | terms in days | currency | buyer reference
const NORDLICHT = `
Aurora Verlag GmbH|Mira Solberg|Karl-Marx-Allee 71|10243|Berlin|DE|DE811115368|-4|||
Bäckerei Holm & Söhne|Jonas Holm|Marktplatz 3|18055|Rostock|DE||6|||
Brückner Architekten PartG|Lena Brückner|Elbchaussee 120|22763|Hamburg|DE|DE813992525|-6|||
Café Zimt|Aylin Demir|Weserstraße 44|12045|Berlin|DE||18|7||
Deichwerk Energie AG|Thore Petersen|Am Sandtorkai 50|20457|Hamburg|DE|DE812524006|2|30||PO 7741-22
Dorfladen Wiesenthal eG|Gerda Maurer|Hauptstraße 8|87527|Sonthofen|DE||-2|||
Edelstein Optik|Ruth Edelstein|Sendlinger Straße 19|80331|München|DE|DE129274202|4|||
Fährhaus Kultur e. V.|Oskar Lind|Fährstraße 2|17489|Greifswald|DE||25|||
Freie Universität am See|Dr. Paula Kern|Seeweg 1|78464|Konstanz|DE|DE811223345|9|30||04011000-12345-67
Gärtnerei Morgentau|Ida Vogt|Feldweg 5|14552|Michendorf|DE||!0|||
Hansen Maritim GmbH & Co. KG|Nils Hansen|Hafenstraße 31|24103|Kiel|DE|DE134567011|-1|||
Institut für Klangforschung|Prof. Emil Roth|Albertstraße 9|79104|Freiburg|DE||7|30||KST 4410
Kinderbuch Kollektiv|Samira Aziz|Eisenbahnstraße 60|04315|Leipzig|DE||3|||
Kunsthalle Nordost|Friederike Baum|Museumsinsel 4|10178|Berlin|DE|DE136620008|12|30||
Lichtblick Kinos GmbH|Kai Engel|Kastanienallee 77|10435|Berlin|DE|DE143592612|1|||
Ludwig Fahrradbau|Anton Ludwig|Rheinuferweg 12|50678|Köln|DE|DE205617333|-3|||
Mühle Tegernau|Hanna Weiss|Mühlgasse 1|79692|Kleines Wiesental|DE||!8|||
Ostwind Reisen|Vera Stahl|Bahnhofplatz 6|01069|Dresden|DE|DE182093771|35|||
Praxis Dr. Sommer|Dr. Nele Sommer|Ringstraße 23|60313|Frankfurt am Main|DE||-5|||
Quartier 21 Wohnbau|Markus Thal|Neckarufer 21|69117|Heidelberg|DE|DE147852366|5|||WE-2026/21
Sternwarte Hohenfels|Theo Blum|Sternwartenweg 1|72414|Rangendingen|DE||2|||
Tonstudio Blau|Juri Sander|Oranienstraße 185|10999|Berlin|DE|DE298374652|10|||
Weingut Rebental|Clara Ott|Kirchgasse 14|67146|Deidesheim|DE|DE148901236|!-2|||
Zeitgeist Media SE|Boris Adler|Speicherstraße 5|68159|Mannheim|DE|DE815204772|0|30||
Atelier Donau OG|Katharina Moser|Praterstraße 30|1020|Wien|AT|ATU63611700|3|||
Fjordlys A/S|Mette Kjær|Nyhavn 17|1051|København|DK|DK13585628|-1||DKK|
Imprimerie du Canal SARL|Luc Moreau|Quai de Valmy 88|75010|Paris|FR|FR40303265045|6|30||
Studio Meridiaan B.V.|Saskia de Wit|Keizersgracht 241|1016 EA|Amsterdam|NL|NL004495445B01|-4|||
Alpenblick Hotels AG|Reto Frei|Seestrasse 55|8002|Zürich|CH||5||CHF|
Prairie & Sons Inc.|Dana Whitfield|410 W Grand Ave|60654|Chicago|US||14|30|USD|
`;

const HARBOUR = `
Albion Ferries plc|Grace Okafor|1 Harbour Approach|PO1 3AX|Portsmouth|GB|GB823847609|8|||PO-AF-2207
Ashdown Primary School|Helen Marsh|School Lane|TN22 3JD|Uckfield|GB||3|||
Barnacle Books|Theo Fry|27 Church Street|TR11 3DR|Falmouth|GB||-6|14||
Beacon Hill Distillery Ltd|Isla Munro|Old Maltings|IV30 1UQ|Elgin|GB|GB714102936|1|||
Blackwater Sailing Club|Peter Dunn|The Causeway|CM9 5GG|Maldon|GB||12|||
Carrick Design Partnership|Niamh Byrne|8 Fore Street|TQ9 5RP|Totnes|GB|GB660454836|-3|||
City of Severn Council|Procurement|Council House, College Green|BS1 5TR|Bristol|GB|GB137235423|16|||SEV/4500127
Cobble & Crust Bakery|Amir Shah|16 Steep Street|LN2 1LU|Lincoln|GB||22|14||
Dockside Theatre Trust|Freya Lowe|Merchants Quay|BS1 4RL|Bristol|GB||5|||
Elmfield Care Homes Ltd|Joan Priestley|Elm House, Park Road|HG1 5EJ|Harrogate|GB|GB412779207|-2|||
Fairwind Charters|Callum Reid|Pier Road|PA34 4LN|Oban|GB||!20|||
Gable & Glass Ltd|Sunita Rao|Unit 9, Kiln Lane|SO31 4RA|Southampton|GB|GB888801234|4|||
Greenacre Holiday Park|Dylan Price|Coast Road|SA62 6RR|Haverfordwest|GB||7|||
Hallam Steelworks Museum|Dr. Owen Clay|Kelham Island|S3 8RY|Sheffield|GB||10|||MUS-118
Heron Kayaks|Beth Tranter|Lock Cottage|RG4 8HA|Reading|GB||-5|14||
Juniper Hotel Group|Laura Finch|44 Royal Crescent|BA1 2LR|Bath|GB|GB927118425|0|||JHG 30117
Kettle Yard Coffee|Sam Abbott|3 Bridge Street|CB2 1UF|Cambridge|GB||30|14||
Lark Rise Community Trust|Rosie Venn|The Old Chapel|OX7 6UA|Chipping Norton|GB||6|||
Moorgate Dental|Dr. Priya Nair|102 Moorgate|EC2M 6SE|London|GB||-4|||
Northern Lights Lighthouse Co.|Ewan Sinclair|Shore Street|KW1 4JN|Wick|GB|GB502196377|!2|||
Pebble Beach Cafés Ltd|Olivia Stone|Marine Parade|BN2 1TL|Brighton|GB|GB731508902|9|||
Quill & Anchor Inn|Tom Bickley|Quay Hill|SO41 3AR|Lymington|GB||3|||
River Trust Avon|Martha Quick|Mill House|BA15 1BX|Bradford-on-Avon|GB||-1|||
Saltmarsh Studios|Leo Grant|Wharf 4|NR23 1FA|Wells-next-the-Sea|GB||!1|||
Wren & Daughters Builders|Nell Wren|71 Castle Road|CF24 0AT|Cardiff|GB|GB340887203|18|||
Liffey Boatworks Ltd|Aoife Kelly|Ringsend Road 12|D04 X2F5|Dublin|IE|IE6388047V|2||EUR|
Oslofjord Marina AS|Henrik Dahl|Strandpromenaden 8|0252|Oslo|NO||-3||EUR|
Maison Bretagne SAS|Yann Le Goff|Quai des Indes 21|56100|Lorient|FR|FR83404833048|5||EUR|
Cape Ann Schooners LLC|Rebecca Hart|63 Main Street|01930|Gloucester|US||11||USD|
Polder Jachtbouw B.V.|Joost Bakker|Havenkade 5|8601 XA|Sneek|NL|NL820646660B01|-2||EUR|
`;

const slug = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}|['.]/gu, "")
    .replace("ß", "ss")
    .replace("æ", "ae")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

function readClient(row: string): DemoClient {
  const [
    name = "",
    contactName = "",
    addressLine1 = "",
    postcode = "",
    city = "",
    country = "",
    vatId = "",
    ...rest
  ] = row.split("|");
  const [habit = "0", paymentTermsDays = "", currency = "", buyerReference = ""] = rest;
  const email = `accounts@${slug(name)}.example`;
  const form = {
    name,
    contactName,
    email,
    addressLine1,
    postcode,
    city,
    country,
    vatId,
    paymentTermsDays,
    currency,
  };
  return {
    form: { ...form, buyerReference },
    habit: Number(habit.replace("!", "")),
    leaves: habit.startsWith("!"),
  };
}

const read = (table: string) => table.trim().split("\n").map(readClient);

/** The clients of the demo business of this country. */
export const demoClients = (country: string): readonly DemoClient[] =>
  read(country === "DE" ? NORDLICHT : HARBOUR);
