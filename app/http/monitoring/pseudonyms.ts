import { addressKey } from "~/http/pipeline/client-address";
import type { RequestContext } from "~/http/pipeline/request-context";
import { keyedHash } from "~/modules/accounts/keyed-hash.server";

// Who a line of the log is about, for those who must not be named there: the same account or network has the same 16 characters in every
// line, and nobody finds out which without SESSION_SECRET (docs/running.md, "Who is guessing").

/** Enough that no two are alike, and too short to be a token (redact.ts). */
const SHOWN = 16;

const shown = (secret: string, purpose: "log-account" | "log-network", text: string): string =>
  keyedHash(secret, purpose, text).slice(0, SHOWN);

type Context = Pick<RequestContext, "config" | "client">;

/** The account that somebody tries to get into, whether it exists or not. */
const accountHash = ({ config }: Pick<Context, "config">, email: string): string =>
  shown(config.sessionSecret, "log-account", email.trim().toLowerCase());

/** Where somebody is: an IPv4 address, or the /64 of an IPv6 one. */
export const networkHash = ({ config, client }: Context): string =>
  shown(config.sessionSecret, "log-network", addressKey(client.address));

/** Both, for a line that tells of a guess. */
export const guessing = (context: Context, email: string) => ({
  account: accountHash(context, email),
  network: networkHash(context),
});
