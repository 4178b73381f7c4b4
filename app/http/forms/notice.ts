import { useLocation } from "@remix-run/react";
import { ownPath } from "~/http/pipeline/redirect-path";
import { useLanguage } from "~/i18n/language";
import type { Key } from "~/i18n/translate";

/** What the last action did. The URL names it (`?done=client-saved`), so that it works without JavaScript or cookies. */
export type Notice = Extract<Key, `notices.${string}`> extends `notices.${infer Name}` ? Name : never;

/** A path with the notice that the page it leads to shows, and fields of the form that the page says more of. */
export const withNotice = (path: string, notice: Notice, fields: readonly string[] = []): string =>
  `${path}${path.includes("?") ? "&" : "?"}done=${notice}${fields.length > 0 ? `&${FIELDS_PARAM}=${fields.join(",")}` : ""}`;

const FIELDS_PARAM = "fields";

/** The fields that a notice came with. */
export const noticedFields = (url: URL): readonly string[] =>
  url.searchParams.get(FIELDS_PARAM)?.slice(0, 200).split(",") ?? [];

/** Notices of what was not done: nothing to be glad about. */
const INFORMS: ReadonlySet<string> = new Set<Notice>(["invoice-is-issued", "invoice-issued-first"]);

export function useNotice(): { message: string; tone: "positive" | "info"; dismissTo: string } | null {
  const { pathname, search } = useLocation();
  const { piecesOf } = useLanguage();
  const params = new URLSearchParams(search);
  const said = params.get("done");
  const message = said && /^[a-z-]+$/.test(said) ? piecesOf(`notices.${said}`)?.join("") : undefined;
  if (said === null || message === undefined) return null;
  params.delete("done");
  params.delete(FIELDS_PARAM);
  const rest = params.toString();
  return {
    message,
    tone: INFORMS.has(said) ? "info" : "positive",
    dismissTo: ownPath(rest ? `${pathname}?${rest}` : pathname) ?? "/",
  };
}
