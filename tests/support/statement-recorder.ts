import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A statement as it went to the database, its values as libSQL's protocol writes them. */
export interface Recorded {
  readonly sql: string;
  readonly args: readonly object[];
}

/** A text that is needed twice in a request is sent once, under a number. */
type Sent = { readonly sql: string } | { readonly sql_id: number };

interface Pipeline {
  readonly requests?: readonly {
    readonly type: string;
    readonly sql?: string;
    readonly sql_id?: number;
    readonly batch?: { readonly steps: readonly { readonly stmt: Sent & { args?: readonly object[] } }[] };
  }[];
}

function statementsOf({ requests = [] }: Pipeline): Recorded[] {
  const stored = new Map(
    requests.flatMap(({ sql, sql_id }) => (sql_id === undefined ? [] : [[sql_id, sql ?? ""] as const])),
  );
  return requests
    .flatMap(({ batch }) => batch?.steps ?? [])
    .map(({ stmt }) => ({
      sql: "sql" in stmt ? stmt.sql : (stored.get(stmt.sql_id) ?? ""),
      args: stmt.args ?? [],
    }))
    .filter(({ sql }) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(sql));
}

const ask = (url: string, body: object): Promise<Response> =>
  fetch(`${url}/v2/pipeline`, { method: "POST", body: JSON.stringify(body) });

/** Stands before the database server and keeps what is asked of it. `take` hands it over and begins anew. */
export async function startStatementRecorder(target: string) {
  let taken: Recorded[] = [];
  const server = createServer(async (incoming, out) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (body.length > 0) {
      taken.push(...statementsOf(JSON.parse(body.toString()) as Pipeline));
    }
    const answer = await fetch(`${target}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: { "Content-Type": incoming.headers["content-type"] ?? "application/json" },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    out.writeHead(answer.status, {
      "Content-Type": answer.headers.get("content-type") ?? "application/json",
    });
    out.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: (): Recorded[] => {
      const now = taken;
      taken = [];
      return now;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What EXPLAIN QUERY PLAN says of a statement with these very values: one line per step. */
export async function explain(url: string, { sql, args }: Recorded): Promise<string[]> {
  const stmt = { sql: `EXPLAIN QUERY PLAN ${sql}`, args };
  const answer = await ask(url, { requests: [{ type: "execute", stmt }, { type: "close" }] });
  const { results } = (await answer.json()) as {
    results: readonly { response?: { result: { rows: { value?: string }[][] } }; error?: object }[];
  };
  const rows = results[0]?.response?.result.rows;
  if (!rows) throw new Error(`${JSON.stringify(results[0])}\n${sql}`);
  return rows.map((row) => String(row[3]?.value));
}
