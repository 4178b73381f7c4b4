import { createWriteStream } from "node:fs";
import { archive } from "~/modules/exports/archive.server";
import { invoiceDocument } from "~/modules/invoices/invoice-document.server";
import { invoiceFile } from "~/modules/invoices/invoice-file";
import { storeBulk } from "./bulk";
import { deskOf, openBusiness } from "./business";

export interface ExportMeasure {
  readonly invoices: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of the archive. */
  readonly megabytes: number;
  /** The most that this process held: heap in use, and all of it. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
}

const MB = 2 ** 20;

/** Exports a new business of so many invoices into a file, and watches the memory meanwhile. */
export async function measureExport(url: string, invoices: number, file: string): Promise<ExportMeasure> {
  const { tenantId, clientId, people } = await openBusiness(url);
  const [owner] = people;
  if (!owner) throw new Error("Nobody owns the business.");
  await storeBulk(url, { tenantId, clientId, userId: owner.userId, invoices, year: 2025 });
  const db = deskOf(url, owner, { deadlineMs: 60_000 });
  const access = await db.access();
  const out = createWriteStream(file);
  const began = performance.now();
  const cpu = process.cpuUsage();
  let [bytes, heap, resident] = [0, 0, 0];
  const pieces = archive(db, access, {
    now: Date.now(),
    document: (detail, tenant) => invoiceFile(invoiceDocument(detail, tenant, "en-GB"), "en-GB"),
  });
  for await (const piece of pieces) {
    bytes += piece.length;
    if (!out.write(piece)) await new Promise((resolve) => out.once("drain", () => resolve(undefined)));
    const { heapUsed, rss } = process.memoryUsage();
    heap = Math.max(heap, heapUsed);
    resident = Math.max(resident, rss);
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
    heapMegabytes: Math.round(heap / MB),
    residentMegabytes: Math.round(resident / MB),
  };
}
