import { defineConfig } from "vitest/config";
import { alias } from "./vite.alias";

export default defineConfig({
  // The Worker renders with React's build for web streams; Node's own build has none.
  resolve: { alias: { ...alias, "react-dom/server": "react-dom/server.browser" } },
  esbuild: { jsx: "automatic" },
  // Files in public/ are served as they are; nothing imports them.
  publicDir: false,
  test: {
    environment: "node",
    // Vitest leaves a processor free for its own screen; here the database is what needs it, and it idles while tests compute.
    maxWorkers: "100%",
    restoreMocks: true,
    // For what hangs, not for what is slow: on a machine that does ten things at once a test may take ten times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    setupFiles: ["tests/support/properties.ts"],
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/arch/**/*.test.ts", "tests/integration/**/*.test.ts"],
          globalSetup: "tests/support/global-setup.ts",
          setupFiles: ["tests/support/console.ts"],
        },
      },
    ],
    coverage: {
      provider: "v8",
      reporter: ["text-summary", "json-summary", "html"],
      reportsDirectory: "coverage",
      include: ["app/**/*.{ts,tsx}", "db/**/*.ts"],
      exclude: [
        // Begin where a test can't: in the browser, in workerd, in the build. The browser tests run all three.
        "app/entry.client.tsx",
        "app/entry.worker.ts",
        "app/routes.ts",
      ],
      thresholds: { lines: 85, branches: 80 },
    },
  },
});
