import type { Readable } from "node:stream";
import { mostUnpacked } from "@db/backup/unpack";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** An archive that is open for reading: its paths, and the bytes of each. */
export interface Archive {
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Readable>;
  readonly close: () => void;
}

const LOCAL_HEADER = 30;
/** A hundred thousand invoices are as many files. */
const MOST_ENTRIES = 2_000_000;
/** Deflate reaches 1,032; a table of ours 40. */
const MOST_RATIO = 250;
const ALWAYS_FINE = 16 * 2 ** 20;

const damaged = (cause?: unknown): Error => new Error("The archive's directory is damaged.", { cause });
const bomb = (): Error =>
  new Error(
    "The archive unpacks to far more than an archive of its size has: it is damaged or made to do harm.",
  );

/**
 * Refuses what is made to unpack without end, which yauzl leaves to its caller: more in all than a file of this size may hold, a single
 * file of far too good a ratio, and files that share their bytes. yauzl holds each to its own size while it is read.
 */
function proveSizes(entries: Iterable<Entry>, size: number): void {
  let [total, end] = [0, 0];
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const { relativeOffsetOfLocalHeader: offset, compressedSize, uncompressedSize } of inOrder) {
    if (offset < end || offset + LOCAL_HEADER + compressedSize > size) throw damaged();
    end = offset + LOCAL_HEADER + compressedSize;
    total += uncompressedSize;
    if (uncompressedSize > Math.max(ALWAYS_FINE, compressedSize * MOST_RATIO) || total > mostUnpacked(size))
      throw bomb();
  }
}

/** One after the other: what the archive says of their number reserves nothing. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw damaged(error);
  }
}

async function directoryOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw damaged();
  const found = new Map<string, Entry>();
  for await (const entry of entriesOf(zip)) {
    const { fileName } = entry;
    if (found.has(fileName)) throw new Error(`The archive has ${fileName} twice.`);
    if (!entry.canDecodeFileData()) throw new Error(`${fileName} is packed in a way that is not known here.`);
    found.set(fileName, entry);
  }
  return found;
}

/** Opens a ZIP archive by its directory; a file in it is read without the ones before it. */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw new Error("The file is no ZIP archive, or it is cut short.", { cause: error });
  });
  try {
    const found = await directoryOf(zip);
    proveSizes(found.values(), zip.fileSize);
    return {
      paths: [...found.keys()],
      read: async (path) => {
        const entry = found.get(path);
        if (!entry) throw new Error(`The archive has no ${path}.`);
        return await zip.openReadStreamPromise(entry);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
