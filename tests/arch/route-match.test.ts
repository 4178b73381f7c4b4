import { type AgnosticDataRouteObject, matchRoutes } from "@remix-run/router";
import { expect, inject, it } from "vitest";
import { matchRoute } from "~/http/pipeline/route-match";
import { paramsOf, pathOf } from "../support/route-paths";
import { serverBuild } from "../support/server-build";
import { freshId } from "../support/visitor";

const routes = inject("routes");
const build = serverBuild();

/** The routes as Remix nests them, for its own router to find. */
const nested = (parentId?: string): AgnosticDataRouteObject[] =>
  routes
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) =>
      index ? { id, path, index: true } : { id, path: path ?? "", children: nested(id) },
    );

const filled = (id: string) =>
  pathOf(id, Object.fromEntries(paramsOf(id).map((param) => [param.slice(1), freshId()])));

const PATHS = [
  ...routes.map(({ id }) => filled(id)),
  "/nothing",
  "/o",
  "/api/nothing/at/all",
  "/LOGIN",
  "/%6Cogin",
  "/api%2Fhealth",
  "//login",
  `/o/${freshId()}/%69nvoices/new`,
  "/login/",
  `/o/${freshId()}/invoices/new/x`,
  `/o/${freshId()}/clients/edit`,
  `/o/${freshId()}/invoices/new`,
];

it.each(PATHS)("%s is logged as the route that answers it", (path) => {
  const matches = matchRoutes(nested(), path);
  const leaf = matches?.at(-1);
  for (const address of [path, path === "/" ? "/_root.data" : `${path.replace(/\/$/, "")}.data`]) {
    const match = matchRoute(build, address);
    expect(match?.id).toBe(leaf?.route.id);
    for (const [name, value] of Object.entries(match?.params ?? {})) expect(leaf?.params[name]).toBe(value);
  }
});
