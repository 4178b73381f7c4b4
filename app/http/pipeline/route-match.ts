import type { ServerBuild } from "@remix-run/cloudflare";
import { type AgnosticDataRouteObject, matchRoutes } from "@remix-run/router";

export interface RouteMatch {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

const trees = new WeakMap<ServerBuild, AgnosticDataRouteObject[]>();

/** The build's routes as its router nests them. */
function nested({ routes }: ServerBuild, parentId?: string): AgnosticDataRouteObject[] {
  return Object.values(routes)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) =>
      index ? { id, path, index: true } : { id, path, children: nested({ routes } as ServerBuild, id) },
    );
}

function treeOf(build: ServerBuild): AgnosticDataRouteObject[] {
  const tree = trees.get(build) ?? nested(build);
  trees.set(build, tree);
  return tree;
}

/** The address of a page whose data a script asks for: "/login.data" is "/login". */
export const pagePath = (pathname: string): string =>
  pathname === "/_root.data" ? "/" : pathname.replace(/\.data$/, "");

/** The path and query of a page, also where a script asks for its data. Remix adds `_routes` there. */
export function addressOf({ url }: Request): string {
  const { pathname, searchParams, search } = new URL(url);
  if (!searchParams.has("_routes")) return pagePath(pathname) + search;
  searchParams.delete("_routes");
  const rest = searchParams.toString();
  return pagePath(pathname) + (rest && `?${rest}`);
}

/** Whether nothing is at that address: no route has it, or only one that has all others, of everything or below a frame. */
export const isNowhere = (routeId: string): boolean => routeId === "none" || /[/.]\$$/.test(routeId);

/** Whether a form may be sent to the matched route: its page's own, or its frame's where the address does not say "?index" (as Remix reads it). */
export function takesForms(build: ServerBuild, routeId: string, search: string): boolean {
  let route = build.routes[routeId];
  const isIndex = new URLSearchParams(search).getAll("index").includes("");
  if (route?.index && !isIndex)
    while (route && !route.path && route.parentId) route = build.routes[route.parentId];
  return Boolean(route?.module.action);
}

/** The route that answers a path, also a refused one: Remix would match it a little later, and tell nobody. */
export function matchRoute(build: ServerBuild, pathname: string): RouteMatch | null {
  const leaf = matchRoutes(treeOf(build), pagePath(pathname))?.at(-1);
  if (!leaf?.route.id) return null;
  const params = Object.entries(leaf.params).filter(([name]) => name !== "*");
  return {
    id: leaf.route.id,
    params: Object.fromEntries(params.map(([name, value]) => [name, value ?? ""])),
  };
}
