/** Marks the link in the page's head that asks for the catalogue. */
export const CATALOGUE_LINK = "gapless-catalogue";

/** Where the browser finds the texts of a language, as the build of its files said (vite.catalogue-files.ts); undefined without a build. */
export function catalogueFile(tag: string): string | undefined {
  const files: Record<string, string> = import.meta.env.VITE_CATALOGUE_FILES ?? {};
  return files[tag];
}
