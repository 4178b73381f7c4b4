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

/** The route that answers a path, also a refused one: Remix would match it a little later, and tell nobody. */
export function matchRoute(build: ServerBuild, pathname: string): RouteMatch | null {
  const path = pagePath(pathname);
  for (const { id, pattern, names } of compiledOf(build)) {
    const found = pattern.exec(path);
    if (found) return { id, params: Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ""])) };
  }
  return null;
}
