import { DatabaseError } from "@db/client.server";
import type { Pass, Passes } from "@db/pass";
import { hasCaughtUp, laterOf, type Position } from "@db/position";
import { AccessDenied } from "@db/session-db";
import { keyedHash } from "./keyed-hash.server";
import {
  type Binding,
  clearedPassCookie,
  isPassOf,
  newRoundCookie,
  openPass,
  type PassCookies,
  passCookie,
  passName,
  sealPass,
} from "./pass-cookies.server";
import type { SignedSession } from "./session-token.server";

/** A pass is of the future only as far as two machines' clocks differ. */
const CLOCKS_MS = 1_000;
/** How long one question behind the response may keep others from being asked. */
const RENEWAL_MS = 5_000;
/** Sessions and businesses that an isolate remembers, some 500 bytes each; the oldest are forgotten first. */
const MOST = 5_000;

/** Of what lies in the cache. */
const PASS_HEADER = "X-Pass";

interface Remembered {
  pass: Pass | undefined;
  /** When the primary said no, milliseconds UTC: what was proved until then does not count. */
  deniedAt: number;
  /** Milliseconds UTC. */
  renewingUntil: number;
}

/** What an isolate remembers of passes from request to request. */
export class PassMemory {
  readonly #known = new Map<string, Remembered>();

  of({ tokenHash, tenant, round }: Binding): Remembered {
    return this.#at(`${tokenHash}/${tenant}/${round}`);
  }

  /** Of all the session's businesses: what was written when is unknown to whatever was proved before. */
  ofSession(tokenHash: string): Remembered {
    return this.#at(tokenHash);
  }

  #at(key: string): Remembered {
    const there = this.#known.get(key) ?? { pass: undefined, deniedAt: 0, renewingUntil: 0 };
    this.#known.delete(key);
    this.#known.set(key, there);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > MOST) this.#known.delete(oldest);
    return there;
  }
}

const memories = new WeakMap<object, PassMemory>();

/** That of this isolate, by its server build. */
export function passMemoryOf(build: object): PassMemory {
  const memory = memories.get(build) ?? new PassMemory();
  memories.set(build, memory);
  return memory;
}

/** What the passes of a request go by; RequestContext has it all. */
export interface PassContext {
  readonly now: number;
  readonly session: SignedSession | null;
  readonly config: { readonly sessionSecret: string; readonly nearSeconds: number };
  readonly memory: PassMemory;
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** Told what failed behind the response by mistake. */
  readonly failed: (error: unknown) => void;
}

/** The passes of one request (docs/decisions/050). */
export class NearPasses {
  readonly #books = new Map<string, PassBook>();
  #isEnded = false;

  constructor(
    private readonly context: PassContext,
    private readonly carried: PassCookies,
  ) {}

  /** Those of the session for one business; undefined for nobody. */
  of(tenant: string): Passes | undefined {
    const { session } = this.context;
    if (!session) return undefined;
    const binding = { tokenHash: session.tokenHash, tenant, round: this.carried.round };
    const book =
      this.#books.get(tenant) ?? new PassBook(this.context, this.carried, binding, () => this.end());
    this.#books.set(tenant, book);
    return book;
  }

  /** No pass that this browser has, or that is on its way to it, counts any more: something was written that none of them knows of. */
  end(): void {
    this.#isEnded = true;
    const { session, memory, now } = this.context;
    if (session) memory.ofSession(session.tokenHash).deniedAt = now;
  }

  /** For the answer, which is about to leave. */
  async cookies(): Promise<string[]> {
    const books = [...this.#books.values()];
    for (const book of books) book.isSent = true;
    if (!this.#isEnded) return (await Promise.all(books.map((book) => book.cookies()))).flat();
    const { nearSeconds } = this.context.config;
    return [newRoundCookie(nearSeconds), ...this.carried.passes.map(({ name }) => clearedPassCookie(name))];
  }
}

class PassBook implements Passes {
  /** Whether the answer has left: cookies can't be set any more. */
  isSent = false;
  /** The newest proof. */
  #proof: Pass | undefined;
  /** The latest that the session may have seen, by whatever it carried. */
  #floor: Position | undefined;
  #found: Promise<void> | undefined;
  readonly #remembered: Remembered;

  constructor(
    private readonly context: PassContext,
    private readonly carried: PassCookies,
    private readonly binding: Binding,
    private readonly end: () => void,
  ) {
    this.#remembered = context.memory.of(binding);
  }

  async current(): Promise<Pass | undefined> {
    this.#found ??= this.#find();
    await this.#found;
    return this.#holds(this.#proof) ? this.#pass : undefined;
  }

  proved(pass: Pass): void {
    this.#learn(pass);
    this.#remember();
    if (this.isSent) this.#leaveInCache();
  }

  denied(): void {
    const mine = this.#remembered;
    // Whenever its question was asked, the no came after that pass.
    mine.deniedAt = Math.max(this.context.now, mine.pass?.provenAt ?? 0, this.#proof?.provenAt ?? 0);
    mine.pass = undefined;
    if (this.isSent) this.#leaveInCache();
    else this.end();
  }

  shown(position: Position): void {
    this.#floor = laterOf(position, this.#floor);
  }

  renew(ask: () => Promise<unknown>): void {
    const { now, waitUntil, failed } = this.context;
    const mine = this.#remembered;
    if (mine.renewingUntil > now) return;
    mine.renewingUntil = now + RENEWAL_MS;
    const over = () => {
      mine.renewingUntil = 0;
    };
    const lost = (error: unknown) => {
      over();
      // It is away, or says no: the next request learns of it.
      if (!(error instanceof DatabaseError || error instanceof AccessDenied)) failed(error);
    };
    waitUntil(ask().then(over, lost));
  }

  /** The newest pass for the browser to keep, in place of the older ones that it sent; none where it has it already. */
  async cookies(): Promise<string[]> {
    const pass = this.#pass;
    if (!pass || !this.#holds(pass)) return [];
    const { sessionSecret, nearSeconds } = this.context.config;
    const name = passName(this.binding.tenant, pass, sessionSecret);
    const older = this.#mine().filter((each) => each.name !== name);
    if (this.#isCarried(pass)) return [];
    return [
      passCookie(name, await sealPass(pass, this.binding, sessionSecret), nearSeconds),
      ...older.map((each) => clearedPassCookie(each.name)),
    ];
  }

  get #pass(): Pass | undefined {
    return this.#proof && { ...this.#proof, position: laterOf(this.#proof.position, this.#floor) };
  }

  #carriedPasses: readonly Pass[] = [];

  #isCarried({ position, provenAt }: Pass): boolean {
    return this.#carriedPasses.some(
      (each) => each.provenAt === provenAt && hasCaughtUp(each.position, position),
    );
  }

  #mine() {
    const { tenant } = this.binding;
    return this.carried.passes.filter(({ name }) =>
      isPassOf(name, tenant, this.context.config.sessionSecret),
    );
  }

  #holds(pass: Pass | undefined): boolean {
    if (!pass) return false;
    const age = this.context.now - pass.provenAt;
    const { memory } = this.context;
    const deniedAt = Math.max(this.#remembered.deniedAt, memory.ofSession(this.binding.tokenHash).deniedAt);
    return age < 1000 * this.context.config.nearSeconds && age > -CLOCKS_MS && pass.provenAt > deniedAt;
  }

  /** The newest proof counts, and the latest position, whichever of them had it. */
  #learn(pass: Pass): void {
    this.#floor = laterOf(pass.position, this.#floor);
    if (!this.#proof || pass.provenAt >= this.#proof.provenAt) this.#proof = pass;
  }

  /** Another request may have left a newer one meanwhile. */
  #remember(): void {
    const pass = this.#pass;
    const there = this.#remembered.pass;
    if (!pass || !there) this.#remembered.pass = pass ?? there;
    else {
      const newest = there.provenAt > pass.provenAt ? there : pass;
      this.#remembered.pass = { ...newest, position: laterOf(pass.position, there.position) };
    }
  }

  async #find(): Promise<void> {
    const { sessionSecret } = this.context.config;
    const opened = await Promise.all(
      this.#mine().map(({ value }) => openPass(value, this.binding, sessionSecret)),
    );
    this.#carriedPasses = opened.flatMap((pass) => pass ?? []);
    for (const pass of this.#carriedPasses) this.#learn(pass);
    if (this.#remembered.pass) this.#learn(this.#remembered.pass);
    if (!this.#holds(this.#proof)) await this.#findInCache();
  }

  /** Of the data centre's cache: what other isolates here learned behind their responses. It fails quietly: the primary is asked then. */
  async #findInCache(): Promise<void> {
    const sealed = await cache()
      ?.match(this.#address)
      .then((found) => found?.headers.get(PASS_HEADER))
      .catch(() => undefined);
    const pass = sealed && (await openPass(sealed, this.binding, this.context.config.sessionSecret));
    if (pass) this.#learn(pass);
  }

  #leaveInCache(): void {
    const there = cache();
    if (!there) return;
    const { config, waitUntil } = this.context;
    const pass = this.#holds(this.#remembered.pass) ? this.#remembered.pass : undefined;
    const leave = async () => {
      if (!pass) return there.delete(this.#address);
      const sealed = await sealPass(pass, this.binding, config.sessionSecret);
      const headers = { [PASS_HEADER]: sealed, "Cache-Control": `max-age=${config.nearSeconds}` };
      return there.put(this.#address, new Response(null, { headers }));
    };
    waitUntil(leave().catch(() => {}));
  }

  /** No host has it, and nobody outside can ask for it; what lies there is sealed all the same. */
  get #address(): string {
    const { tokenHash, tenant, round } = this.binding;
    const name = keyedHash(this.context.config.sessionSecret, "pass", `${tokenHash}/${tenant}/${round}`);
    return `https://passes.invalid/${name}`;
  }
}

/** The data centre's, where there is one: in workerd. */
const cache = (): Cache | undefined =>
  (globalThis as { caches?: { readonly default?: Cache } }).caches?.default;
