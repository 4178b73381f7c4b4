import { defineConfig } from "vitest/config";
import { alias } from "./vite.alias";

/** What the mutation tests run: the pure money, numbering and status modules, without a database. */
export default defineConfig({
  resolve: { alias },
  test: {
    environment: "node",
    env: { PROPERTY_SHARE: "0.02" },
    include: [
      "tests/unit/{money,decimal,totals,totals.properties,numbering,invoice,tax-category,explanation}.test.ts",
    ],
  },
});
