import type { Translate } from "~/i18n/translate";
import type { InvoiceDocumentData } from "./invoice-document-data";

type Titled = Pick<InvoiceDocumentData, "kind" | "number">;

/** "Invoice INV-2026-0001"; "Invoice" as long as it has no number. */
export const documentTitle = ({ kind, number }: Titled, t: Translate): string =>
  kind === "credit-note"
    ? number === undefined
      ? t("document.creditNote")
      : t("document.heading.creditNote", { number })
    : number === undefined
      ? t("document.invoice")
      : t("document.heading.invoice", { number });

/** The same where nothing else says that it is a draft. */
export const documentName = ({ kind, number }: Titled, t: Translate): string =>
  documentTitle({ kind, number: number ?? t("document.noNumber") }, t);
