import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The most that may be sent or deployed, in bytes after gzip. */
export const limits = { js: 100_000, css: 12_000, worker: 1024 * 1024 };

/** @returns bytes after gzip, as a server would send it */
const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

interface ManifestRoute {
  id: string;
  parentId?: string;
  module: string;
  imports?: string[];
  css?: string[];
}
interface Manifest {
  entry: { module: string; imports: string[] };
  routes: Record<string, ManifestRoute>;
  url: string;
}

/** Remix's manifest for the browser: what each route loads. */
export function readManifest(clientDir: string): Manifest {
  const folder = join(clientDir, "assets");
  const name = readdirSync(folder).find((file) => /^manifest-.*\.js$/.test(file));
  const text = readFileSync(join(folder, name ?? ""), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

/** @param id of the route @returns it and all around it */
function withParents({ routes }: Pick<Manifest, "routes">, id: string): ManifestRoute[] {
  const route = routes[id];
  if (!route) throw new Error(`The build has no route ${id}.`);
  return route.parentId ? [...withParents({ routes }, route.parentId), route] : [route];
}

/** Files that a script imports besides those that the manifest names. */
const importedBy = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*"(\.\/[\w.-]+\.js)"/g)].map(
    ([, name]) => name ?? "",
  );

/** The areas of texts (app/i18n/en) that the list of invoices asks for before its scripts run. */
export const AREAS = ["components", "frame", "invoices"];

/** The files of these areas, as the entry's script names them. */
const textsIn = (script: string): string[] =>
  AREAS.map((area) => {
    const [, name] = new RegExp(`\\b${area}:\\(\\)=>[^"]*"\\./([\\w.-]+\\.js)"`).exec(script) ?? [];
    if (!name) throw new Error(`The entry loads no texts called ${area}.`);
    return `/assets/${name}`;
  });

/**
 * Everything that a page loads: the entry, its route's modules and those around it, with whatever they import.
 * @param id of the page's route
 */
export function pageWeight(clientDir: string, id: string) {
  const manifest = readManifest(clientDir);
  const routes = withParents(manifest, id);
  const inFolder = (url: string) => join(clientDir, ...url.split("/"));
  const wanted = [
    manifest.url,
    manifest.entry.module,
    ...manifest.entry.imports,
    ...routes.flatMap(({ module, imports = [] }) => [module, ...imports]),
    ...textsIn(readFileSync(inFolder(manifest.entry.module), "utf8")),
  ];
  const scripts: Set<string> = new Set();
  for (let file = wanted.pop(); file; file = wanted.pop()) {
    if (scripts.has(file)) continue;
    scripts.add(file);
    wanted.push(...importedBy(inFolder(file)).map((name) => `/assets/${name.slice(2)}`));
  }
  const styles = readdirSync(join(clientDir, "assets")).filter((name) => name.endsWith(".css"));
  const weigh = (files: string[]) => files.reduce((sum, file) => sum + gzipped(file), 0);
  return {
    js: weigh([...scripts].map(inFolder)),
    css: weigh(styles.map((name) => join(clientDir, "assets", name))),
    scripts: scripts.size,
  };
}

/** All modules of a deployed Worker. @param dir where wrangler bundled it to @returns bytes after gzip */
export const workerWeight = (dir: string): number =>
  readdirSync(dir)
    .filter((name) => /\.(m?js|wasm)$/.test(name))
    .reduce((sum, name) => sum + gzipped(join(dir, name)), 0);

/** A sample that comes later than this many times the usual was not of work alone. */
const LATE = 2;

/**
 * The milliseconds of work in V8's profile of a start. Waiting for it to begin is no work, nor is the time in which the system ran something
 * else: then one sample comes many times later than they do in general.
 */
export function workIn({
  nodes,
  samples,
  timeDeltas,
}: {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
}) {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id),
  );
  const usual = [...timeDeltas].sort((a, b) => a - b)[Math.floor(timeDeltas.length / 2)] ?? 0;
  const counted = (delta: number) => Math.min(delta, LATE * usual);
  return samples.reduce((sum, id, i) => sum + (idle.has(id) ? 0 : counted(timeDeltas[i] ?? 0)), 0) / 1000;
}
