import { type Language, languageOf } from "~/i18n/catalogues.server";
import { negotiate } from "~/i18n/languages";
import type { Config } from "./env";

/** The language of an answer. The pseudo-language is there in development only, which tests of the texts are too. */
export function requestLanguage(
  request: Request,
  { environment }: Partial<Pick<Config, "environment">> = {},
  account: string | null | undefined = null,
): Language {
  const accept = request.headers.get("Accept-Language");
  return languageOf(negotiate(account, accept, { pseudo: environment === "development" }));
}
