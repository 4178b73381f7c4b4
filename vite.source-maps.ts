import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const folder = fileURLToPath(new URL("./build/maps", import.meta.url));

/** Puts the browser's source maps beside the build in place of into it: whoever deploys uploads them, and nobody is served them. */
export const keepSourceMaps: Plugin = {
  name: "gapless-keep-source-maps",
  applyToEnvironment: ({ name }) => name === "client",
  generateBundle(_, bundle) {
    rmSync(folder, { recursive: true, force: true });
    for (const [name, file] of Object.entries(bundle)) {
      if (!name.endsWith(".map") || file.type !== "asset") continue;
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.source);
      delete bundle[name];
    }
  },
};
