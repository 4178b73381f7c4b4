import { createContext, type ReactNode, useContext } from "react";
import type { Translate } from "~/i18n/translate";

/** Whose pages are inside: stands behind the name of what is printed. */
export const PrintedFor = createContext("");

const MARK = "\u0000";

/** "Page ", " of " and what follows: the style sheet puts the numbers between them, since only it can count printed pages. */
export const wordsOfPageCount = (t: Translate): readonly string[] =>
  t("components.pageOf", { page: MARK, pages: MARK }).split(MARK);

/** The same on the root element, which is all that the margins of a printed page can read. */
export function pageCountOnRoot(t: Translate) {
  const [before, between, after] = wordsOfPageCount(t);
  return { "data-page": before, "data-of": between, "data-page-end": after || undefined };
}

export interface PrintedProps {
  /** "Invoice INV-2026-0001": which document it is, at the top of each printed page. */
  name: string;
  /** Whose it is; that of the pages around it unless given. */
  whose?: string;
  children: ReactNode;
}

/** What is printed, under its name on every page: the head of a table is the one thing that browsers repeat (app.css). */
export function Printed({ name, whose, children }: PrintedProps) {
  const around = useContext(PrintedFor);
  return (
    <div data-part="printed">
      <p data-part="running-head" aria-hidden="true" className="hidden">
        {[name, whose ?? around].filter(Boolean).join(" · ")}
      </p>
      {children}
    </div>
  );
}
