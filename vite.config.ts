import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type ViteDevServer } from "vite";
import { alias } from "./vite.alias";
import { buildId } from "./vite.build-id";
import { catalogueFiles } from "./vite.catalogue-files";
import { keepSourceMaps } from "./vite.source-maps";

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
}

let server: ViteDevServer | undefined;

/** The framework, which changes with its versions only, and small things that nearly every page has: one file of them is less to send than twenty. */
const CHUNKS: readonly (readonly [name: string, of: RegExp])[] = [
  [
    "framework",
    /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream)\//,
  ],
  [
    "frame",
    /app\/components\/(app-shell|brand-mark|button|button-style|card|data-table|empty-state|filter-bar|flash|icon|link-button|money|page|pager|status-badge|text-link|time|tone|use-dismissible-details)\.tsx?$/,
  ],
  ["frame", /app\/http\/[a-z]+\/(error-view|error-texts|notice|nonce)\.tsx?$/],
];

const chunkOf = (id: string) => CHUNKS.find(([, of]) => of.test(id))?.[0];

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    {
      name: "gapless-dev-server",
      configureServer(started) {
        server = started;
      },
    },
    // `remix vite:dev` never runs the Worker's entry, so the request's context is made here, from the same module.
    cloudflareDevProxyVitePlugin({
      ...(process.env.GAPLESS_ENV_FILE ? { envFiles: [process.env.GAPLESS_ENV_FILE] } : {}),
      async getLoadContext(args) {
        const module = await server?.ssrLoadModule("/app/load-context.ts");
        return module?.getLoadContext(args);
      },
    }),
    remix({
      ...(process.env.GAPLESS_BUILD_DIR ? { buildDirectory: process.env.GAPLESS_BUILD_DIR } : {}),
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
        // Off on purpose: /__manifest was a denial-of-service vector, and the whole manifest is small here.
        v3_lazyRouteDiscovery: false,
      },
    }),
    tailwindcss(),
    keepSourceMaps,
  ],
  resolve: { alias },
  define: {
    "import.meta.env.VITE_BUILD_ID": JSON.stringify(buildId()),
    "import.meta.env.VITE_CATALOGUE_FILES": JSON.stringify(
      isSsrBuild ? catalogueFiles(process.env.GAPLESS_BUILD_DIR ?? "build") : {},
    ),
  },
  // Only the build is for workerd; the development server renders in Node.
  ...(command === "build"
    ? {
        ssr: {
          target: "webworker" as const,
          noExternal: true as const,
          resolve: {
            conditions: ["workerd", "worker", "browser"],
            externalConditions: ["workerd", "worker"],
          },
        },
      }
    : {}),
  build: {
    minify: isSsrBuild ? true : ("terser" as const),
    target: "es2022",
    assetsInlineLimit: 0,
    // The Worker's map stays beside it, where wrangler finds it; the browser's go to build/maps.
    sourcemap: isSsrBuild ? true : "hidden",
    rollupOptions: {
      external: [/^node:/],
      ...(isSsrBuild ? {} : { output: { manualChunks: chunkOf } }),
    },
  },
}));
