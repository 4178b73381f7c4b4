import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Where the browser finds the texts of each language, by `tag/area`: the names that the client's build has given their chunks. Remix makes that
 * build first, so that the Worker's knows them and every page can ask for its texts at once.
 */
export function catalogueFiles(buildDir: string): Record<string, string> {
  const path = join(buildDir, "client", ".vite", "manifest.json");
  if (!existsSync(path)) return {};
  const manifest: Record<string, { file: string }> = JSON.parse(readFileSync(path, "utf8"));
  return Object.fromEntries(
    Object.entries(manifest).flatMap(([source, { file }]) => {
      const [, tag, name] = /^app\/i18n\/([a-z-]+)\/([a-z-]+)\.ts$/i.exec(source) ?? [];
      // The area of tax-rates.ts is called taxRates.
      const area = name?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      return area ? [[`${tag}/${area}`, `/${file}`]] : [];
    }),
  );
}
