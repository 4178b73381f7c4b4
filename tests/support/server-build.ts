import type { ServerBuild } from "@remix-run/cloudflare";
import { inject } from "vitest";
import * as entry from "~/entry.server";

type RouteModule = ServerBuild["routes"][string]["module"];

const modules = import.meta.glob<RouteModule>(["/app/root.tsx", "/app/routes/**/*.{ts,tsx}"], {
  eager: true,
});

/** The build that Vite would make, out of the source files: same routes, same flags; the browser's files are only named. */
export function serverBuild(): ServerBuild & { entry: { module: typeof entry } } {
  const routes: ServerBuild["routes"] = {};
  const assetRoutes: ServerBuild["assets"]["routes"] = {};
  for (const { file, ...route } of inject("routes")) {
    const module = modules[`/app/${file}`];
    if (!module) throw new Error(`app/routes.ts names ${file}, which is not there.`);
    routes[route.id] = { ...route, module };
    assetRoutes[route.id] = {
      ...route,
      module: `/assets/${route.id}.js`,
      hasAction: Boolean(module.action),
      hasLoader: Boolean(module.loader),
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: Boolean(module.ErrorBoundary),
    };
  }
  return {
    mode: "test",
    entry: { module: entry },
    routes,
    assets: {
      entry: { module: "/assets/entry.js", imports: [] },
      routes: assetRoutes,
      url: "/assets/manifest.js",
      version: "test",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    isSpaMode: false,
    // As in vite.config.ts; tests/arch/future-flags.test.ts compares the two.
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: false,
    },
  };
}
