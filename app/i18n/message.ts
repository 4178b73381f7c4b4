import type { Key, Params } from "./translate";

/**
 * A text to be said later, by whoever knows the reader's language: what a form's schema says of a field, say. It is a string, so that it
 * travels wherever the text would: `["fields.tooLong",{"most":60}]`.
 */
export const message = <K extends Key>(key: K, ...params: Params<K>): string =>
  JSON.stringify([key, ...params]);

/** The key and the parameters of a message; null for any other text. */
export function readMessage(
  text: string,
): readonly [key: string, params?: Record<string, string | number>] | null {
  if (!/^\["[\w.-]+"[\],]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
