import { renderToStaticMarkup } from "react-dom/server";
import { LanguageProvider, type Spoken } from "~/i18n/language";
import { translateBy } from "~/i18n/translate";
import { DOCUMENT_STYLE } from "./document-style";
import { InvoiceDocument } from "./invoice-document";
import type { InvoiceDocumentData } from "./invoice-document-data";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What the app's style sheet knows and the file's does not: half of the page's bytes. */
const CLASSES = / class="(?!sr-only")[^"]*"/g;

/** An invoice as a page of its own, style sheet included: opens and prints anywhere, loads nothing, runs nothing. In one language, whoever reads it. */
export function invoiceFile(data: InvoiceDocumentData, locale: string, spoken: Spoken): string {
  const title = data.number ?? translateBy(spoken.piecesOf)("document.draft");
  const body = renderToStaticMarkup(
    <LanguageProvider value={spoken}>
      <InvoiceDocument data={data} />
    </LanguageProvider>,
  ).replaceAll(CLASSES, "");
  return `<!DOCTYPE html><html lang="${escaped(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${DOCUMENT_STYLE}</style></head><body>${body}</body></html>\n`;
}
