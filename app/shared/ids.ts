const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const RANDOM_BYTES = 10;
const ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * A new id: 26 characters of Crockford base32, 48 bits of time (milliseconds since 1970) before 80 random bits, so that ids
 * sort by when they were made. The clock and the random bytes are the caller's. Throws RangeError outside 48 bits or when
 * `random` returns another number of bytes than asked.
 */
export function newId(nowMs: number, random: (length: number) => Uint8Array): string {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48)
    throw new RangeError(`not a time: ${nowMs}`);
  const bytes = random(RANDOM_BYTES);
  if (bytes.length !== RANDOM_BYTES)
    throw new RangeError(`wanted ${RANDOM_BYTES} random bytes, got ${bytes.length}`);
  const value = bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
  return encode(BigInt(nowMs), TIME_LENGTH) + encode(value, (RANDOM_BYTES * 8) / 5);
}

/** Whether the text has the shape of an id from newId. Capital letters only: an id has one spelling. */
export function isId(text: string): boolean {
  return ID.test(text);
}

function encode(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}
