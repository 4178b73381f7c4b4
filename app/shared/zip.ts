import { constants, crc32, deflateRawSync } from "node:zlib";
import { ByteStore } from "./byte-store";

/** A file of an archive: its path, and its bytes in pieces. */
export interface ZipFile {
  readonly path: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The most that a 32-bit field holds, and the word for "look at the 64-bit one". */
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
/** Names are UTF-8; size and checksum stand behind the data, since they are not known before. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 45;
/** Ends a run of deflated blocks that were all marked as not the last. */
const LAST_BLOCK = Uint8Array.of(3, 0);
const LEVEL = 6;

function record(...fields: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** The two words that MS-DOS has for an instant: UTC, in steps of two seconds. */
function dosTime(at: number): readonly [time: number, date: number] {
  const d = new Date(at);
  const time = (d.getUTCHours() << 11) | (d.getUTCMinutes() << 5) | (d.getUTCSeconds() >> 1);
  return [time, ((d.getUTCFullYear() - 1980) << 9) | ((d.getUTCMonth() + 1) << 5) | d.getUTCDate()];
}

/**
 * An archive in pieces (PKWARE APPNOTE 6.3.10; Zip64 where there are many files or bytes). Each piece of a file is deflated by
 * itself and ended at a byte, so nothing but the directory, about 100 bytes for each file, is kept until the end.
 */
export async function* zip(files: AsyncIterable<ZipFile>, at: number): AsyncGenerator<Uint8Array> {
  const [time, date] = dosTime(at);
  const directory = new ByteStore();
  let entries = 0;
  let offset = 0;
  const count = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length;
    return bytes;
  };
  for await (const { path, pieces } of files) {
    const name = new TextEncoder().encode(path);
    const start = offset;
    const common = [
      [2, FLAGS],
      [2, DEFLATED],
      [2, time],
      [2, date],
    ] as const;
    yield count(
      record([4, 0x04034b50], [2, VERSION], ...common, [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
    );
    yield count(name);
    let crc = 0;
    let size = 0;
    const begin = offset;
    for await (const piece of pieces) {
      crc = crc32(piece, crc);
      size += piece.length;
      yield count(deflateRawSync(piece, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH }));
    }
    yield count(LAST_BLOCK);
    const packed = offset - begin;
    if (size > MAX_32 || packed > MAX_32) throw new RangeError(`${path} is larger than 4 GiB`);
    yield count(record([4, 0x08074b50], [4, crc], [4, packed], [4, size]));
    const far = start >= MAX_32;
    const extra = far ? record([2, 1], [2, 8], [8, start]) : new Uint8Array();
    const entry = record(
      ...([
        [4, 0x02014b50],
        [2, VERSION],
        [2, VERSION],
      ] as const),
      ...common,
      ...([
        [4, crc],
        [4, packed],
        [4, size],
        [2, name.length],
        [2, extra.length],
      ] as const),
      ...([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, far ? MAX_32 : start],
      ] as const),
    );
    for (const part of [entry, name, extra]) directory.append(part);
    entries += 1;
  }
  const begin = offset;
  for (const chunk of directory.chunks()) yield count(chunk);
  const [length, end] = [offset - begin, offset];
  if (entries >= MAX_16 || begin >= MAX_32) {
    const both = [
      [8, entries],
      [8, entries],
      [8, length],
      [8, begin],
    ] as const;
    yield record([4, 0x06064b50], [8, 44], [2, VERSION], [2, VERSION], [4, 0], [4, 0], ...both);
    yield record([4, 0x07064b50], [4, 0], [8, end], [4, 1]);
  }
  const few = Math.min(entries, MAX_16);
  yield record(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, few],
    [2, few],
    [4, length],
    [4, Math.min(begin, MAX_32)],
    [2, 0],
  );
}
