/** Ends a statement: a comment to sqlite3, and no row can contain it, since rows have no line breaks. */
export const BREAKPOINT = "--> statement-breakpoint";

/** The last line: what was written, so that a file cut short is known for what it is. */
export interface End {
  readonly tables: number;
  readonly rows: number;
  /** Of all bytes before this line, hex. */
  readonly sha256: string;
}

const MARK = "-- end of backup ";

export const endLine = (end: End): string => `${MARK}${JSON.stringify(end)}\n`;

/** What an end line says; null for any other line. */
export const readEnd = (line: string): End | null =>
  line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as End) : null;
