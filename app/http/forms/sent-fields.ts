export type SentField = readonly [name: string, value: string];

interface SentFields {
  readonly fields: readonly SentField[];
  /** Whether there were more than `most`; the others are not among `fields`. */
  readonly cut: boolean;
}

const AMPERSAND = 0x26;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Whether the body is said to be a form as browsers send it. No form of ours is sent in another way, so no other is read. */
export const isForm = (headers: Headers): boolean =>
  /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get("Content-Type") ?? "");

/**
 * The fields of a form's body in their order, the first `most` of them. They are counted in the bytes: a body of one megabyte may have
 * a million, and each would take a hundred times its own size before anybody looked at it.
 */
export function readFields(body: Uint8Array, most: number): SentFields {
  let end = -1;
  for (let found = 0; found < most; found += 1) {
    end = body.indexOf(AMPERSAND, end + 1);
    if (end < 0) return { fields: [...new URLSearchParams(decoder.decode(body))], cut: false };
  }
  return { fields: [...new URLSearchParams(decoder.decode(body.subarray(0, end)))], cut: true };
}
