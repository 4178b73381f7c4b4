/** What lines are described with: the first words are the most used. */
export const WORDS =
  `design review website support maintenance workshop training hosting delivery installation repair paint timber
steel glass window door floor roof wall kitchen bathroom garden fence gate lamp cable switch sensor pump valve filter engine gearbox
brake tyre battery charger panel inverter meter survey report audit analysis strategy campaign newsletter brochure flyer poster banner
logo label packaging print proof layout typeface photo film editing sound subtitle translation interpreting proofreading catalogue
index archive scanning backup server router firewall network licence update migration database interface prototype testing release
documentation handbook course seminar lecture coaching consulting interview recruitment payroll bookkeeping tax return certificate
permit inspection measurement drawing model plan section elevation render furniture table chair bench shelf cabinet drawer wardrobe
mirror carpet curtain cushion blanket towel linen uniform apron glove helmet boots rope ladder scaffold crane trailer container pallet
crate barrel bottle jar lid cork tin sack seed soil compost mulch hedge lawn tree shrub flower bulb vase bouquet wreath ribbon candle
soap oil wax polish varnish primer filler sealant adhesive screw bolt nut washer hinge handle lock key safe alarm camera monitor
keyboard printer toner paper envelope stamp folder binder notebook calendar diary pen pencil brush canvas frame easel clay glaze kiln
oven stove fridge freezer dishwasher blender kettle toaster coffee tea juice water lemonade bread butter cheese honey jam apple pear
plum cherry berry nut grain flour sugar salt pepper vinegar mustard pasta rice bean lentil soup salad buffet breakfast lunch dinner
banquet waiter cook baker butcher tailor cobbler jeweller watchmaker locksmith plumber electrician carpenter mason glazier roofer
painter gardener florist courier driver pilot sailor fisherman farmer shepherd beekeeper hourly daily weekly monthly yearly express
standard premium basic extended spare replacement annual onsite remote overnight weekend holiday flatrate surcharge`
    .split(/\s+/)
    .filter((word, i, all) => all.indexOf(word) === i);

/** In a quarter of all invoices. */
export const COMMON_WORD = WORDS[0] ?? "";

/** In three invoices of each business. */
export const RARE_WORD = "astrolabe";

/** In the same three: a word whose inside is searched for by two letters. */
export const HAN_WORD = "株式会社東京商事";

/** Each in a third of all invoices of a large business and never both. */
export const NEVER_TOGETHER = "gmbh kg";

const list = (text: string) => text.split(" ");

/** Names of clients are one of each: 60 × 30 × 3, no two alike. */
export const SURNAMES = list(
  "Adler Albers Bauer Becker Berger Brandt Busch Claassen Dietrich Ebert Engel Falk Fischer Frank Fuchs Gerlach Graf Haas Hahn Hansen Hartmann Heinrich Hoffmann Huber Jansen Kaiser Keller Klein Koch Kramer Krause Lange Lehmann Lorenz Ludwig Maier Martin Meyer Neumann Otto Peters Pohl Richter Roth Sauer Schmitt Schulz Seidel Simon Sommer Stein Thomas Ulrich Vogel Voigt Wagner Weber Winter Wolf Ziegler",
);
export const TRADES = list(
  "Architekten Bau Dach Dental Druck Elektro Energie Fahrrad Film Fliesen Forst Foto Garten Glas Grafik Holz Hotel Küchen Labor Logistik Maschinen Medien Metall Mode Optik Papier Pflege Reisen Technik Verlag",
);
export const FORMS = list("GmbH KG e.K.");
export const CITIES = list(
  "Berlin Hamburg München Köln Leipzig Dresden Bremen Hannover Nürnberg Essen Kassel Kiel Mainz Potsdam Rostock Ulm",
);
