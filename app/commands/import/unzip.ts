import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { atMost, mostUnpacked } from "@db/backup/unpack";

interface Entry {
  readonly offset: number;
  readonly packed: number;
  /** What the directory says it is unpacked; it may not be more. */
  readonly unpacked: number;
  readonly deflated: boolean;
}

/** An archive that is open for reading: its paths, and the bytes of each. */
export interface Archive {
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Readable>;
  readonly close: () => Promise<void>;
}

const LOCAL_HEADER = 30;
/** The end record, with the longest comment that may follow it. */
const TAIL = 22 + 0xffff;

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  if (bytesRead < length) throw new Error("The archive is cut short.");
  return bytes;
}

/** Where the directory is and how much is in it (PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16). */
async function directoryOf(handle: FileHandle, size: number) {
  const from = Math.max(0, size - TAIL);
  const tail = await bytesAt(handle, from, size - from);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0) throw new Error("The file is no ZIP archive, or it is cut short.");
  const place = {
    entries: tail.readUInt16LE(at + 10),
    length: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (place.entries < 0xffff && place.offset < 0xffff_ffff) return place;
  const locator = await bytesAt(handle, from + at - 20, 20);
  if (locator.readUInt32LE(0) !== 0x07064b50) return place;
  const end = await bytesAt(handle, Number(locator.readBigUInt64LE(8)), 56);
  return {
    entries: Number(end.readBigUInt64LE(32)),
    length: Number(end.readBigUInt64LE(40)),
    offset: Number(end.readBigUInt64LE(48)),
  };
}

/** A hundred thousand invoices are as many files. */
const MOST_ENTRIES = 2_000_000;
/** Deflate reaches 1,032; a table of ours 40. */
const MOST_RATIO = 250;
const ALWAYS_FINE = 16 * 2 ** 20;

const damaged = (): Error => new Error("The archive's directory is damaged.");
const bomb = (): Error =>
  new Error(
    "The archive unpacks to far more than an archive of its size has: it is damaged or made to do harm.",
  );

function readDirectory(directory: Buffer, entries: number): Map<string, Entry> {
  const found = new Map<string, Entry>();
  let at = 0;
  for (let i = 0; i < entries; i += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    );
    const next = at + 46 + name + extra + comment;
    const start = directory.readUInt32LE(at + 42);
    const far = start === 0xffff_ffff;
    if (next > directory.length || (far && extra < 12)) throw damaged();
    const path = directory.toString("utf8", at + 46, at + 46 + name);
    const method = directory.readUInt16LE(at + 10);
    if (found.has(path)) throw new Error(`The archive has ${path} twice.`);
    if (method !== 0 && method !== 8) throw new Error(`${path} is packed in a way that is not known here.`);
    found.set(path, {
      offset: far ? Number(directory.readBigUInt64LE(at + 46 + name + 4)) : start,
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      deflated: method === 8,
    });
    at = next;
  }
  return found;
}

/**
 * Refuses what is made to unpack without end: more in all than a file of this size may hold, a single file of far too good a ratio, and
 * files that share their bytes. What each says of itself is held to while it is read.
 */
function proveSizes(entries: Iterable<Entry>, size: number): void {
  let [total, end] = [0, 0];
  for (const { offset, packed, unpacked } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < end || offset + LOCAL_HEADER + packed > size) throw damaged();
    end = offset + LOCAL_HEADER + packed;
    total += unpacked;
    if (unpacked > Math.max(ALWAYS_FINE, packed * MOST_RATIO) || total > mostUnpacked(size)) throw bomb();
  }
}

/** Opens a ZIP archive by its directory; a file in it is read without the ones before it. */
export async function openArchive(file: string): Promise<Archive> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const { entries, length, offset } = await directoryOf(handle, size);
    if (entries > MOST_ENTRIES || offset + length > size) throw damaged();
    const found = readDirectory(await bytesAt(handle, offset, length), entries);
    proveSizes(found.values(), size);
    return {
      paths: [...found.keys()],
      read: async (path) => {
        const entry = found.get(path);
        if (!entry) throw new Error(`The archive has no ${path}.`);
        if (entry.packed === 0) return Readable.from([]);
        const header = await bytesAt(handle, entry.offset, LOCAL_HEADER);
        const start = entry.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
        const packed = createReadStream(file, { start, end: start + entry.packed - 1 });
        if (!entry.deflated) return atMost(packed, entry.unpacked, path);
        const bytes = createInflateRaw();
        packed.on("error", (error) => bytes.destroy(error));
        bytes.on("close", () => packed.destroy());
        return atMost(packed.pipe(bytes), entry.unpacked, path);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
