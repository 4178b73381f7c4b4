import type { DraftFields } from "~/domain/invoices/draft";

/** The notice behind a saved form. A draft may be put aside before it has a line, which is then said: it can't be issued like that. */
export const savedNotice = <Saved extends string>(
  { intent, lines }: Pick<DraftFields, "intent" | "lines">,
  saved: Saved,
) => {
  if (intent === "issue") return "invoice-issued";
  return lines.length === 0 ? "draft-without-lines" : saved;
};
