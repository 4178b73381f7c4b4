import { createWriteStream } from "node:fs";
import { languageOf } from "~/i18n/catalogues.server";
import { archive } from "~/modules/exports/archive.server";
import { invoiceDocument } from "~/modules/invoices/document/invoice-document.server";
import { invoiceFile } from "~/modules/invoices/document/invoice-file";
import { storeBulk } from "../support/bulk";
import { openBusiness, tenantDbOf } from "../support/business";

export interface ExportMeasure {
  readonly invoices: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of the archive. */
  readonly megabytes: number;
  /** The most that was still in use after a collection of garbage: objects, and bytes outside the heap. */
  readonly heldMegabytes: number;
  /** The most that this process had, garbage and program and all. */
  readonly residentMegabytes: number;
}

const ENGLISH = languageOf("en");
const MB = 2 ** 20;
/** Of the archive, between two collections. */
const COLLECT_EVERY = 2 ** 18;

/** Exports a new business of so many invoices into a file, and watches the memory meanwhile. */
export async function measureExport(url: string, invoices: number, file: string): Promise<ExportMeasure> {
  const { tenantId, clientId, people } = await openBusiness(url);
  const [owner] = people;
  if (!owner) throw new Error("Nobody owns the business.");
  await storeBulk(url, { tenantId, clientId, userId: owner.userId, invoices, year: 2025 });
  const db = tenantDbOf(url, owner, { deadlineMs: 60_000 });
  const access = await db.access();
  const out = createWriteStream(file);
  const began = performance.now();
  const cpu = process.cpuUsage();
  if (!globalThis.gc) throw new Error("Run node with --expose-gc.");
  let [bytes, collected, held, resident] = [0, 0, 0, 0];
  const pieces = archive(db, access, {
    now: Date.now(),
    document: (detail, tenant) =>
      invoiceFile(invoiceDocument(detail, tenant, "en-GB", ENGLISH.t), "en-GB", ENGLISH),
  });
  for await (const piece of pieces) {
    bytes += piece.length;
    if (!out.write(piece)) await new Promise((resolve) => out.once("drain", () => resolve(undefined)));
    resident = Math.max(resident, process.memoryUsage.rss());
    if (bytes - collected < COLLECT_EVERY) continue;
    collected = bytes;
    globalThis.gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    held = Math.max(held, heapUsed + arrayBuffers);
  }
  await new Promise<void>((resolve) => {
    out.end(() => resolve());
  });
  const { user, system } = process.cpuUsage(cpu);
  return {
    invoices,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    megabytes: Math.round(bytes / MB),
    heldMegabytes: Math.round(held / MB),
    residentMegabytes: Math.round(resident / MB),
  };
}
