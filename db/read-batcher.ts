import type { BatchItem } from "drizzle-orm/batch";

export type Statement = BatchItem<"sqlite">;
export type Rows<S extends Statement> = S["_"]["result"];

interface Waiting {
  /** Undefined: only to come along. */
  readonly statement: Statement | undefined;
  readonly resolve: (rows: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Gathers the reads asked for in one turn, so that they travel in one batch: `send` gives the rows of each, or fails for all. */
export class ReadBatcher {
  #waiting: Waiting[] = [];

  constructor(private readonly send: (statements: readonly Statement[]) => Promise<readonly unknown[]>) {}

  /** The rows of one statement, of which others may be on their way in the same batch. */
  read<S extends Statement>(statement: S): Promise<Rows<S>> {
    return this.#add(statement) as Promise<Rows<S>>;
  }

  /** Waits for the batch of this turn, which is sent even if nothing else is in it. */
  async join(): Promise<void> {
    await this.#add(undefined);
  }

  #add(statement: Statement | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statement, resolve, reject });
      if (this.#waiting.length === 1) setTimeout(() => void this.#flush(), 0);
    });
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const results = [...(await this.send(waiting.flatMap(({ statement }) => statement ?? [])))];
      for (const { statement, resolve } of waiting) resolve(statement && results.shift());
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
