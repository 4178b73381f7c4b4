import type { ServerBuild } from "@remix-run/cloudflare";

interface Compiled {
  readonly id: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly score: number;
}

export interface RouteMatch {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

const compiled = new WeakMap<ServerBuild, readonly Compiled[]>();

const SCORE = { index: 2, dynamic: 3, static: 10, splat: -2 };

/** The pattern of a route's whole address, and how specific it is: React Router's own order. */
function compile(build: ServerBuild, id: string): Compiled {
  const segments: string[] = [];
  for (let at = build.routes[id]; at; at = build.routes[at.parentId ?? ""]) {
    segments.unshift(...(at.path ?? "").split("/").filter(Boolean));
  }
  const names: string[] = [];
  let score = segments.length + 1 + (build.routes[id]?.index ? SCORE.index : 0);
  const parts = segments.map((segment) => {
    if (segment === "*") {
      score += SCORE.splat;
      return "(?:/.*)?";
    }
    if (!segment.startsWith(":")) {
      score += SCORE.static;
      return `/${segment.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
    }
    score += SCORE.dynamic;
    names.push(segment.slice(1));
    return "/([^/]+)";
  });
  return { id, names, score, pattern: new RegExp(`^${parts.join("")}/*$`, "i") };
}

function compiledOf(build: ServerBuild): readonly Compiled[] {
  const known = compiled.get(build);
  if (known) return known;
  const made = Object.values(build.routes)
    .filter((route) => route.path !== undefined || route.index)
    .map(({ id }) => compile(build, id))
    .sort((a, b) => b.score - a.score);
  compiled.set(build, made);
  return made;
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

/** Whether nothing is at that address: no route has it, or only the one that has all others. */
export const isNowhere = (routeId: string): boolean => routeId === "none" || routeId === "routes/$";

/** Whether a form may be sent to the matched route: its page's own, or its frame's where the address does not say "?index" (as Remix reads it). */
export function takesForms(build: ServerBuild, routeId: string, search: string): boolean {
  let route = build.routes[routeId];
  const isIndex = new URLSearchParams(search).getAll("index").includes("");
  if (route?.index && !isIndex)
    while (route && !route.path && route.parentId) route = build.routes[route.parentId];
  return Boolean(route?.module.action);
}

/** As React Router reads an address: "/%6Cogin" is "/login", and an encoded slash divides nothing. */
function decoded(path: string): string {
  try {
    const parts = path.split("/").map((part) => decodeURIComponent(part).replaceAll("/", "%2F"));
    return parts.join("/");
  } catch {
    return path;
  }
}

/** The route that answers a path, also a refused one: Remix would match it a little later, and tell nobody. */
export function matchRoute(build: ServerBuild, pathname: string): RouteMatch | null {
  const path = decoded(pagePath(pathname));
  for (const { id, pattern, names } of compiledOf(build)) {
    const found = pattern.exec(path);
    if (found) return { id, params: Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ""])) };
  }
  return null;
}
