import { fileName } from "~/shared/file-name";

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

/** As far as a file system minds, two numbers without small letters are as different as they look. */
const ALONE = /^[A-Z0-9_-][A-Z0-9._-]*$/;

/**
 * Where an invoice's document is: by year and number, drafts by id. Where the plain number could be another's without case, a device of
 * Windows or nothing at all, the id stands behind it: `~` is in no number, so no two names meet.
 */
export function documentPath(invoice: { id: string; number: string | null; issueDate: string }): string {
  const { id, number, issueDate } = invoice;
  if (number === null) return `drafts/${id}.html`;
  const plain = number.replace(PLAIN, "-");
  const isAlone = plain === number && ALONE.test(plain) && fileName(plain, ".html") === `${plain}.html`;
  const name = isAlone ? plain : `${plain.replaceAll(".", "-")}~${id}`;
  return `invoices/${issueDate.slice(0, 4)}/${name}.html`;
}
