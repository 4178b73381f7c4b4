import { readdirSync, readFileSync, statSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename } from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";
import type { SinkFrame } from "./sentry-sink";

/** The map of the Worker that `wrangler dev` made last: like that of a deployment, it leads back to our own files. */
function workerMap(): string {
  const folder = inRoot(".wrangler", "tmp");
  const maps = readdirSync(folder)
    .map((name) => `${folder}/${name}/entry.worker.js.map`)
    .filter((path) => statSync(path, { throwIfNoEntry: false }));
  const newest = maps.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (!newest) throw new Error("wrangler dev has left no source map.");
  return newest;
}

/** Where a frame of built code comes from, as Sentry would find it with the maps of the build: "app/routes/login.tsx". */
export function originalFile({ filename = "", lineno = 1, colno = 1 }: SinkFrame): string {
  const isAsset = filename.includes("/assets/");
  const path = isAsset ? inRoot("build", "maps", "assets", `${basename(filename)}.map`) : workerMap();
  const map = new SourceMap(JSON.parse(readFileSync(path, "utf8")));
  const entry = map.findEntry(lineno - 1, colno - 1);
  const source = "originalSource" in entry ? entry.originalSource : "";
  return source.replace(/^(?:.*\/)?(?=(app|db)\/)/, "");
}
