import { fileURLToPath } from "node:url";

/** The two import roots, shared by Vite and Vitest; tsconfig.json says the same. */
export const alias = {
  "~": fileURLToPath(new URL("./app", import.meta.url)),
  "@db": fileURLToPath(new URL("./db", import.meta.url)),
};
