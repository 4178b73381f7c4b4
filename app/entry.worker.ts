// Everything lives in the server build, so that no module exists twice; this file only hands the request over.
import type { ServerBuild } from "@remix-run/cloudflare";
import type { Env } from "~/http/pipeline/env";
import * as built from "../build/server/index.js";
import type * as entry from "./entry.server";

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

const build = built as unknown as ServerBuild & { entry: { module: typeof entry } };

export default {
  fetch(request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
    return build.entry.module.handle(build, request, env, { waitUntil: (work) => execution.waitUntil(work) });
  },
  /** The cron trigger of wrangler.toml. */
  scheduled(_: unknown, env: Env): Promise<void> {
    return build.entry.module.runDaily(env, Date.now());
  },
};
