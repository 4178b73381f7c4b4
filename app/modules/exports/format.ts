/** What the archive calls itself; an import takes no other. */
export const FORMAT = "gapless-export";
export const FORMAT_VERSION = 1;

export const MANIFEST = "manifest.json";

/** Where the rows of a table are, once for programs and once for spreadsheets. */
export const linesPath = (table: string): string => `tables/${table}.jsonl`;
export const csvPath = (table: string): string => `tables/${table}.csv`;

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly business: { readonly id: string; readonly name: string };
  /** Instant, ISO 8601 in UTC. */
  readonly exportedAt: string;
  /** Whether something of the business changed while the archive was made: then its files may be of two moments. */
  readonly changedMeanwhile: boolean;
  /** Every other file of the archive. */
  readonly files: readonly ManifestFile[];
}

/** Characters that no system minds in a file's name. */
const PLAIN = /[^A-Za-z0-9._-]+/g;

/** Where an invoice's document is: by year and number, drafts by id. The id tells apart what the plain name does not. */
export function documentPath(invoice: { id: string; number: string | null; issueDate: string }): string {
  const { id, number, issueDate } = invoice;
  if (number === null) return `drafts/${id}.html`;
  const plain = number.replace(PLAIN, "-");
  const name = plain === number && !number.startsWith(".") ? plain : `${plain}-${id}`;
  return `invoices/${issueDate.slice(0, 4)}/${name}.html`;
}
