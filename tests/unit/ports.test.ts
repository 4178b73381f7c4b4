import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../../scripts/lib/ports.mjs";
import { startSqld } from "../../scripts/lib/sqld.mjs";
import { startAtSomePort } from "../../scripts/lib/wait.mjs";

describe("a port of a server", () => {
  it("is given out once, and is none that outgoing connections come from", async () => {
    const ports = await Promise.all(Array.from({ length: 100 }, () => freePort()));
    expect(new Set(ports).size).toBe(100);
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(Math.min(...ports)).toBeGreaterThan(1024);
  });

  it("that another program took meanwhile is left to it", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port: taken } = other.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), "gapless-ports-"));
    const tried: number[] = [];
    const server = await startAtSomePort(async () => {
      tried.push(tried.length === 0 ? taken : await freePort());
      return startSqld({ dir: join(folder, "data"), port: tried.at(-1) });
    });
    expect(tried).toHaveLength(2);
    expect(server.port).toBe(tried[1]);
    await server.stop();
    other.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
});
