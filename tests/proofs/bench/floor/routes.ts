import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** Pages of the bench build only: the invoice list as it is when its data are in memory. */
export default [
  route("bench/:tenant", "../tests/proofs/bench/floor/tenant.tsx", [
    route("invoices", "../tests/proofs/bench/floor/invoices.tsx"),
  ]),
] satisfies RouteConfigEntry[];
