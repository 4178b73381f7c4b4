import { deflateRawSync, inflateRawSync } from "node:zlib";

const CHUNK = 64 * 1024;

/**
 * Bytes that come in small parts and are kept to the end, packed: an array of its own for each part would take several times the memory of
 * the hundred bytes in it.
 */
export class ByteStore {
  readonly #packed: Uint8Array[] = [];
  readonly #open = new Uint8Array(CHUNK);
  #used = 0;

  append(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      if (this.#used === CHUNK) {
        // A copy: what zlib gives back may be a window on a larger buffer.
        this.#packed.push(new Uint8Array(deflateRawSync(this.#open)));
        this.#used = 0;
      }
      const part = bytes.subarray(from, from + CHUNK - this.#used);
      this.#open.set(part, this.#used);
      this.#used += part.length;
      from += part.length;
    }
  }

  /** All of it, in pieces of at most 64 KiB; nothing may be appended while they are read. */
  *chunks(): Generator<Uint8Array> {
    for (const packed of this.#packed) yield inflateRawSync(packed);
    if (this.#used > 0) yield this.#open.subarray(0, this.#used);
  }
}
