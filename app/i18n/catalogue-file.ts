/** A file of a page's texts. */
export interface CatalogueFile {
  readonly area: string;
  readonly href: string;
}

/** Where the browser finds the texts of a language, by `tag/area`, as the build of its files said (vite.catalogue-files.ts). */
const FILES: Readonly<Record<string, string>> = import.meta.env.VITE_CATALOGUE_FILES ?? {};

/** The files of these areas; none without a build. */
export const catalogueFiles = (tag: string, areas: Iterable<string>): CatalogueFile[] =>
  [...areas].sort().flatMap((area) => {
    const href = FILES[`${tag}/${area}`];
    return href ? [{ area, href }] : [];
  });

/** The files that a page has asked for, in the browser. */
export const filesOfPage = (): CatalogueFile[] =>
  [...document.querySelectorAll<HTMLLinkElement>("link[data-texts]")].map((link) => ({
    area: link.dataset.texts ?? "",
    href: link.getAttribute("href") ?? "",
  }));
