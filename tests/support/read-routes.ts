import type { RouteConfigEntry } from "@remix-run/route-config";
import { inRoot } from "../../scripts/lib/paths.mjs";

export interface RouteEntry {
  /** The file without its ending: "routes/o.$tenant.clients.new". */
  readonly id: string;
  readonly file: string;
  readonly parentId?: string;
  readonly path?: string;
  readonly index?: boolean;
  readonly caseSensitive?: boolean;
}

/** The route table that a build would have, from app/routes.ts itself. */
export async function readRoutes(): Promise<readonly RouteEntry[]> {
  // How @remix-run/dev tells flatRoutes() the folder; it exports the getter only.
  Object.assign(globalThis, { __remixAppDirectory: inRoot("app") });
  const { default: config } = await import("../../app/routes");
  return [{ id: "root", file: "root.tsx", path: "" }, ...flat(await config, "root")];
}

function flat(entries: readonly RouteConfigEntry[], parentId: string): RouteEntry[] {
  return entries.flatMap(({ children = [], id, ...entry }) => {
    const route = { ...entry, id: id ?? entry.file.replace(/\.tsx?$/, ""), parentId };
    return [route, ...flat(children, route.id)];
  });
}
