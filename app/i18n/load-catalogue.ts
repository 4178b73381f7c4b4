import { PSEUDO } from "./languages";
import type { Texts } from "./translate";

/** The texts of the page's language: one file, which the page's head has asked for already. For the browser alone. */
export async function loadCatalogue(tag: string): Promise<Texts> {
  const { en } = await import("./en");
  return tag === PSEUDO ? (await import("./pseudo")).pseudo(en) : en;
}
