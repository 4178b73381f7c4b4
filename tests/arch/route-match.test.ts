import { expect, inject, it } from "vitest";
import { matchRoute } from "~/http/pipeline/route-match";
import { paramsOf, pathOf } from "../support/route-paths";
import { serverBuild } from "../support/server-build";
import { freshId } from "../support/visitor";

const routes = inject("routes");
const build = serverBuild();

const filled = (id: string) =>
  pathOf(id, Object.fromEntries(paramsOf(id).map((param) => [param.slice(1), freshId()])));

/** A layout's own address is answered by its index. */
const answering = (id: string): string =>
  routes.find((route) => route.parentId === id && route.index && !route.path)?.id ?? id;

const ADDRESSES: (readonly [path: string, id: string | undefined])[] = [
  ...routes.filter(({ id }) => id !== "routes/$").map(({ id }) => [filled(id), answering(id)] as const),
  ...["/nothing", "/o", "/api/nothing/at/all"].map((path) => [path, "routes/$"] as const),
  ["/LOGIN", "routes/login"],
  ["/login/", "routes/login"],
  ["/%6Cogin", "routes/login"],
  ["/api%2Fhealth", "routes/$"],
  [`/o/${freshId()}/%69nvoices/new`, "routes/o.$tenant.invoices.new"],
  [`/o/${freshId()}/invoices/new`, "routes/o.$tenant.invoices.new"],
  [`/o/${freshId()}/invoices/new/x`, "routes/o.$tenant.$"],
  ["/settings/nothing", "routes/settings.$"],
  [`/o/${freshId()}/clients/edit`, "routes/o.$tenant.clients.$client"],
];

it.each(ADDRESSES)("%s is logged as %s, also where a script asks for its data", (path, id) => {
  for (const address of [path, path === "/" ? "/_root.data" : `${path.replace(/\/$/, "")}.data`])
    expect(matchRoute(build, address)?.id).toBe(id);
});

it("the parameters of an address are known by their names", () => {
  const [tenant, client] = [freshId(), freshId()];
  expect(matchRoute(build, `/o/${tenant}/clients/${client}/edit.data`)?.params).toEqual({ tenant, client });
});
