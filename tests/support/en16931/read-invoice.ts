import type { EnInvoice } from "~/domain/en16931/model";
import { CII, readCii } from "./read-cii";
import { readUbl, UBL } from "./read-ubl";
import { type Place, rootOf } from "./xml";

const NAMESPACES = { ...UBL, ...CII };

const readRoot = (root: Place): EnInvoice =>
  root.name === "CrossIndustryInvoice" ? readCii(root) : readUbl(root);

/** An invoice in either of the standard's syntaxes. */
export const readInvoice = (xml: string): EnInvoice => readRoot(rootOf(xml, NAMESPACES));

/** One case of an official test set: a part of an invoice, and the rules that it keeps or breaks. */
export interface OfficialCase {
  readonly invoice: EnInvoice;
  readonly kept: readonly string[];
  readonly broken: readonly string[];
}

/** The cases of a test set of the official validators' own. */
export const readTestSet = (xml: string): OfficialCase[] =>
  rootOf(xml, { ...NAMESPACES, v: "http://difi.no/xsd/vefa/validator/1.0" })
    .all("v:test")
    .flatMap((test) => {
      const document = test.one(
        "*[local-name()='Invoice' or local-name()='CreditNote' or local-name()='CrossIndustryInvoice']",
      );
      const ids = (name: string) => test.all(`v:assert/v:${name}`).map((each) => each.text(".") ?? "");
      return document
        ? [{ invoice: readRoot(document), kept: ids("success"), broken: [...ids("error"), ...ids("fatal")] }]
        : [];
    });
