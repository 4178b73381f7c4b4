import { inject } from "vitest";
import type { RouteEntry } from "./read-routes";

/** The address of a route with its parameters filled in. */
export function pathOf(id: string, params: Record<string, string> = {}): string {
  const routes = inject("routes");
  const up = (at: RouteEntry | undefined): string[] =>
    at ? [...up(routes.find((route) => route.id === at.parentId)), at.path ?? ""] : [];
  const pattern = up(routes.find((route) => route.id === id))
    .filter(Boolean)
    .join("/");
  const words = pattern
    .split("/")
    .map((word) => (word.startsWith(":") ? (params[word.slice(1)] ?? word) : word));
  return `/${words.join("/")}`;
}

/** Where the route's own form goes: a page that shares its address with its frame says that it is meant. */
export function formPathOf(id: string, params: Record<string, string> = {}): string {
  const route = inject("routes").find((each) => each.id === id);
  return `${pathOf(id, params)}${route?.index && !route.path ? "?index" : ""}`;
}

/** The names of a route's parameters: "tenant", "client". */
export const paramsOf = (id: string): string[] =>
  pathOf(id)
    .split("/")
    .filter((word) => word.startsWith(":"))
    .map((word) => word.slice(1));
