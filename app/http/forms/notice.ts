import { useLocation } from "@remix-run/react";
import { ownPath } from "~/http/pipeline/redirect-path";
import { useLanguage } from "~/i18n/language";
import type { Key } from "~/i18n/translate";

/** What the last action did. The URL names it (`?done=client-saved`), so that it works without JavaScript or cookies. */
export type Notice = Extract<Key, `notices.${string}`> extends `notices.${infer Name}` ? Name : never;

/** A path with the notice that the page it leads to shows. */
export const withNotice = (path: string, notice: Notice): string =>
  `${path}${path.includes("?") ? "&" : "?"}done=${notice}`;

export function useNotice(): { message: string; dismissTo: string } | null {
  const { pathname, search } = useLocation();
  const { piecesOf } = useLanguage();
  const params = new URLSearchParams(search);
  const said = params.get("done");
  const message = said && /^[a-z-]+$/.test(said) ? piecesOf(`notices.${said}`)?.join("") : undefined;
  if (message === undefined) return null;
  params.delete("done");
  const rest = params.toString();
  return {
    message,
    dismissTo: ownPath(rest ? `${pathname}?${rest}` : pathname) ?? "/",
  };
}
