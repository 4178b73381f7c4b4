import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";

interface Entry {
  readonly offset: number;
  readonly packed: number;
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

/** Opens a ZIP archive by its directory; a file in it is read without the ones before it. */
export async function openArchive(file: string): Promise<Archive> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const { entries, length, offset } = await directoryOf(handle, size);
    const directory = await bytesAt(handle, offset, length);
    const found = new Map<string, Entry>();
    let at = 0;
    for (let i = 0; i < entries; i += 1) {
      if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error("The archive's directory is damaged.");
      const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
      const path = directory.toString("utf8", at + 46, at + 46 + (name ?? 0));
      const start = directory.readUInt32LE(at + 42);
      const far = start === 0xffff_ffff;
      found.set(path, {
        offset: far ? Number(directory.readBigUInt64LE(at + 46 + (name ?? 0) + 4)) : start,
        packed: directory.readUInt32LE(at + 20),
        deflated: directory.readUInt16LE(at + 10) === 8,
      });
      at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return {
      paths: [...found.keys()],
      read: async (path) => {
        const entry = found.get(path);
        if (!entry) throw new Error(`The archive has no ${path}.`);
        const header = await bytesAt(handle, entry.offset, LOCAL_HEADER);
        const start = entry.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
        const packed = createReadStream(file, { start, end: start + entry.packed - 1 });
        if (!entry.deflated) return packed;
        const bytes = createInflateRaw();
        packed.on("error", (error) => bytes.destroy(error));
        return packed.pipe(bytes);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
