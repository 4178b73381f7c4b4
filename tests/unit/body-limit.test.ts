import { describe, expect, it } from "vitest";
import { bodyLimitOf, discardBody, withBodyWithin } from "~/http/pipeline/body-limit";

const URL_ = "https://gapless.test/form";

/** A body of unknown length, in pieces, that notes when its reader has had enough. */
function streamed(pieces: number, size: number) {
  const state = { sent: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.sent === pieces) controller.close();
        else controller.enqueue(new Uint8Array(size).fill(97));
        state.sent += 1;
      },
      cancel: () => {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { state, request: new Request(URL_, { method: "POST", body, duplex: "half" } as RequestInit) };
}

describe("a request's body", () => {
  it("within the limit arrives whole", async () => {
    const { request } = streamed(4, 25);
    const limited = await withBodyWithin(request, 100);
    expect(await limited?.text()).toBe("a".repeat(100));
    expect(limited?.method).toBe("POST");
  });

  it("keeps its type, so that forms are read", async () => {
    const form = new FormData();
    form.set("name", "Ada");
    const limited = await withBodyWithin(new Request(URL_, { method: "POST", body: form }), 1_000);
    expect((await limited?.formData())?.get("name")).toBe("Ada");
  });

  it("is refused at the first byte too many, and the rest is not read", async () => {
    const { request, state } = streamed(1_000, 25);
    expect(await withBodyWithin(request, 99)).toBeNull();
    expect(state.cancelled).toBe(true);
    expect(state.sent).toBeLessThan(10);
  });

  it("is refused by its Content-Length before it is read, and counted even when that lies", async () => {
    const long = new Request(URL_, { method: "POST", body: "a", headers: { "Content-Length": "101" } });
    expect(await withBodyWithin(long, 100)).toBeNull();
    const lying = new Request(URL_, {
      method: "POST",
      body: "a".repeat(101),
      headers: { "Content-Length": "1" },
    });
    expect(await withBodyWithin(lying, 100)).toBeNull();
  });

  it("is read beyond a mark only when that is allowed, which is asked once, and never below it", async () => {
    for (const allowed of [true, false]) {
      let calls = 0;
      const beyond = {
        bytes: 100,
        allowed: async () => {
          calls += 1;
          return allowed;
        },
      };
      const read = (given: Request) => withBodyWithin(given, 1_000, undefined, beyond);
      expect(await (await read(streamed(4, 25).request))?.text()).toBe("a".repeat(100));
      expect(calls).toBe(0);
      const large = streamed(8, 25);
      const limited = await read(large.request);
      expect([limited?.headers !== undefined, calls]).toEqual([allowed, 1]);
      if (allowed) expect(await limited?.text()).toBe("a".repeat(200));
      expect(large.state.cancelled).toBe(!allowed);
      if (!allowed) expect(large.state.sent).toBe(5);
      const headers = { "Content-Length": "200" };
      const claimed = new Request(URL_, { method: "POST", body: "a".repeat(200), headers });
      expect([(await read(claimed)) !== null, calls]).toEqual([allowed, 2]);
    }
  });

  it("is exact in bytes at both marks", async () => {
    const beyond = { bytes: 50, allowed: () => Promise.resolve(true) };
    for (const [size, whole] of [
      [49, true],
      [50, true],
      [51, true],
      [100, true],
      [101, false],
    ] as const) {
      const request = new Request(URL_, { method: "POST", body: "a".repeat(size) });
      const limited = await withBodyWithin(request, 100, undefined, beyond);
      expect((await limited?.text())?.length, String(size)).toBe(whole ? size : undefined);
    }
  });

  it("that is not there is no hindrance", async () => {
    const request = new Request(URL_);
    expect(await withBodyWithin(request, 0)).toBe(request);
  });
});

describe("a body that nobody will read", () => {
  it("is left where it is, unless it is small and there already", async () => {
    const unknown = streamed(4, 25);
    await discardBody(unknown.request);
    expect(unknown.state).toEqual({ sent: 0, cancelled: true });
    const small = streamed(4, 25);
    const headers = { "Content-Length": "100" };
    await discardBody(new Request(small.request, { headers }));
    expect(small.state).toEqual({ sent: 5, cancelled: false });
    const lying = streamed(1_000, 25);
    await discardBody(new Request(lying.request, { headers }));
    expect(lying.state.cancelled).toBe(true);
    expect(lying.state.sent).toBeLessThan(10);
    const large = streamed(4, 25);
    await discardBody(new Request(large.request, { headers: { "Content-Length": "65537" } }));
    expect(large.state.cancelled).toBe(true);
    // The wrapping of a request may have taken a first piece by itself.
    expect(large.state.sent).toBeLessThan(2);
  });

  it("keeps nobody waiting who never sends it, and may break off", async () => {
    for (const pull of [() => new Promise<void>(() => {}), () => Promise.reject(new Error("gone"))]) {
      const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
      const headers = { "Content-Length": "100" };
      const request = new Request(URL_, { method: "POST", body, headers, duplex: "half" } as RequestInit);
      await expect(discardBody(request)).resolves.toBeUndefined();
    }
  });
});

describe("the limit", () => {
  it("is 256 KiB, and 2 MiB for the one form with 200 lines", () => {
    const small = [
      "/",
      "/login",
      "/o/X/clients/new",
      "/o/X/invoices",
      "/o/X/invoices/Y",
      "/o/X/invoices/new/x",
      "/x/o/X/invoices/new",
    ];
    for (const path of small) expect(bodyLimitOf(path), path).toBe(262_144);
    const large = [
      "/o/X/invoices/new",
      "/o/X/invoices/new.data",
      "/o/X/invoices/Y/edit",
      "/o/X/invoices/Y/edit.data",
    ];
    for (const path of large) expect(bodyLimitOf(path), path).toBe(2_097_152);
  });
});
