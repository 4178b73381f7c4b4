import { renderToStaticMarkup } from "react-dom/server";
import { Printed, wordsOfPageCount } from "~/components/printed";
import { LanguageProvider, type Spoken } from "~/i18n/language";
import { translateBy } from "~/i18n/translate";
import { DOCUMENT_STYLE } from "./document-style";
import { documentName } from "./document-title";
import { InvoiceDocument } from "./invoice-document";
import type { InvoiceDocumentData } from "./invoice-document-data";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What the app's style sheet knows and the file's does not: half of the page's bytes. */
const CLASSES = / class="(?!sr-only")[^"]*"/g;

/** An invoice as a page of its own, style sheet included: opens and prints anywhere, loads nothing, runs nothing. In one language, whoever reads it. */
export function invoiceFile(data: InvoiceDocumentData, locale: string, spoken: Spoken): string {
  const t = translateBy(spoken.piecesOf);
  const title = data.number ?? t("document.draft");
  const [before = "", between = "", after = ""] = wordsOfPageCount(t);
  const count = `"${before}" counter(page) "${between}" counter(pages) "${after}"`;
  const body = renderToStaticMarkup(
    <LanguageProvider value={spoken}>
      <Printed name={documentName(data, t)} whose={data.seller.legalName}>
        <InvoiceDocument data={data} />
      </Printed>
    </LanguageProvider>,
  ).replaceAll(CLASSES, "");
  return `<!DOCTYPE html><html lang="${escaped(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${DOCUMENT_STYLE}@page{@bottom-right{content:${count};font-size:8pt}}</style></head><body>${body}</body></html>\n`;
}
