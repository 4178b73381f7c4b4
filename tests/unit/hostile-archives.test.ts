import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { atMost, linesOf, mostUnpacked } from "@db/backup/unpack";
import { afterAll, describe, expect, it } from "vitest";
import { proveTexts } from "~/commands/import/prove-texts";
import type { ProvenArchive } from "~/commands/import/read-archive";
import { openArchive } from "~/commands/import/unzip";
import { restore } from "~/commands/restore";
import { zip } from "~/shared/zip";

const folder = mkdtempSync(join(tmpdir(), "gapless-bomb-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MB = 2 ** 20;
const zeros = (megabytes: number) => Array.from({ length: megabytes }, () => new Uint8Array(MB));

async function stored(name: string, files: Record<string, readonly Uint8Array[]>): Promise<string> {
  async function* each() {
    for (const [path, pieces] of Object.entries(files)) yield { path, pieces };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(each(), 0)) chunks.push(chunk);
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat(chunks));
  return file;
}

async function unpacked(file: string, path: string): Promise<number> {
  const archive = await openArchive(file);
  try {
    let bytes = 0;
    for await (const chunk of await archive.read(path)) bytes += (chunk as Buffer).length;
    return bytes;
  } finally {
    archive.close();
  }
}

/** The archive with what its directory says of the first file's unpacked size replaced. */
function lie(file: string, size: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32LE(size, bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  writeFileSync(file, bytes);
}

describe("an archive", () => {
  it("that unpacks to a thousand times its size is refused before anything of it is unpacked", async () => {
    const file = await stored("bomb.zip", { "tables/x.jsonl": zeros(40) });
    await expect(openArchive(file)).rejects.toThrow("unpacks to far more than an archive of its size has");
  });

  it("that says less than it holds is stopped while it is unpacked", async () => {
    const file = await stored("liar.zip", { "tables/x.jsonl": zeros(40) });
    lie(file, 1000);
    await expect(unpacked(file, "tables/x.jsonl")).rejects.toThrow(
      "too many bytes in the stream. expected 1000",
    );
  });

  it("of many small files that together are a bomb is refused", async () => {
    const files = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`f${i}`, zeros(1)]));
    await expect(openArchive(await stored("many.zip", files))).rejects.toThrow("made to do harm");
  });

  it("whose files share their bytes is refused, and one that has a file twice", async () => {
    const file = await stored("shared.zip", { a: [new Uint8Array(100)], b: [new Uint8Array(100)] });
    const bytes = readFileSync(file);
    const last = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const shared = Buffer.from(bytes);
    shared.writeUInt32LE(0, last + 42);
    writeFileSync(file, shared);
    await expect(openArchive(file)).rejects.toThrow("directory is damaged");
    bytes.write("a", last + 46);
    writeFileSync(file, bytes);
    await expect(openArchive(file)).rejects.toThrow("has a twice");
  });

  it.each([
    ["of more files than it has", (end: Buffer) => end.writeUInt16LE(0xfff0, 10)],
    ["somewhere else", (end: Buffer) => end.writeUInt32LE(3, 16)],
    ["behind its end", (end: Buffer) => end.writeUInt32LE(0xfffffff0, 16)],
  ])("whose directory is said to be %s is refused", async (_, lieIn) => {
    const file = await stored("lost.zip", { a: [new Uint8Array(100)] });
    const bytes = readFileSync(file);
    lieIn(bytes.subarray(bytes.length - 22));
    writeFileSync(file, bytes);
    await expect(openArchive(file)).rejects.toThrow("directory is damaged");
  });

  it.each(["../a", "/a", "C:/a", "a\\b"])("with a file named %s is refused", async (path) => {
    await expect(openArchive(await stored("named.zip", { [path]: [new Uint8Array(9)] }))).rejects.toThrow(
      "directory is damaged",
    );
  });

  it("that is none, or the first half of one, is refused as that", async () => {
    const file = await stored("half.zip", { a: [new Uint8Array(100)] });
    writeFileSync(file, readFileSync(file).subarray(0, 80));
    await expect(openArchive(file)).rejects.toThrow("no ZIP archive, or it is cut short");
  });

  it("with a text that no form would take is refused, with the place of the text", async () => {
    const of = (name: string) =>
      ({
        rows: async function* (table) {
          if (table.name === "clients") yield { id: "C1", name, note: "two\nlines" };
        },
      }) as Pick<ProvenArchive, "rows"> as ProvenArchive;
    await expect(proveTexts(of("A\u202eB"))).rejects.toThrow(
      "clients.name of C1 is no honest text: Behind “A”",
    );
    await expect(proveTexts(of("e\u0301"))).rejects.toThrow("is not as a form stores it");
    await expect(proveTexts(of("می‌خواهم"))).resolves.toBeUndefined();
  });

  it("of honest files is read, also of a megabyte of nothing", async () => {
    const file = await stored("honest.zip", { a: [...zeros(1), Buffer.from("end")], b: [] });
    expect(await unpacked(file, "a")).toBe(MB + 3);
    expect(await unpacked(file, "b")).toBe(0);
  });
});

describe("a backup", () => {
  it("that is a bomb is refused while it is unpacked, before anything is stored", async () => {
    const file = join(folder, "bomb.sql.gz");
    writeFileSync(file, gzipSync(Buffer.alloc(80 * MB, "a\n")));
    await expect(restore(file, { url: "http://127.0.0.1:1", authToken: undefined })).rejects.toThrow(
      /unpacks to more than|far too long/,
    );
  });
});

describe("what is unpacked", () => {
  it("may be a hundred times as much, or a little in any case", () => {
    expect(mostUnpacked(10)).toBe(64 * MB);
    expect(mostUnpacked(10 * MB)).toBe(1000 * MB);
  });

  it("ends at its bound, and a line at its own", async () => {
    const bytes = Readable.from([Buffer.alloc(10), Buffer.alloc(10)]);
    await expect(atMost(bytes, 15, "It").toArray()).rejects.toThrow("It unpacks to more than 15 bytes");
    const lines: string[] = [];
    for await (const line of linesOf(Readable.from([Buffer.from("a\r\nb"), Buffer.from("\nc")])))
      lines.push(line);
    expect(lines).toEqual(["a", "b", "c"]);
    const endless = Readable.from(zeros(17).map((part) => Buffer.from(part).fill(97)));
    await expect(linesOf(endless).next()).rejects.toThrow("far too long");
  });
});
