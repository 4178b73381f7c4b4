import type { Translate } from "~/i18n/translate";

interface ErrorText {
  readonly title: string;
  /** What happened, and what to do next. Never why in our terms. */
  readonly text: string;
  /** The same, where the page can send the form once more. */
  readonly kept: string;
}

/** `offline`: the browser got no answer at all. */
export type ErrorKind = number | "offline";

const PAGES = {
  403: "forbidden",
  404: "notFound",
  405: "method",
  409: "conflict",
  413: "tooLarge",
  422: "unusable",
  429: "tooMany",
  500: "broken",
  503: "away",
  offline: "offline",
} as const;

/** Those that say something else where the form is kept. */
const KEPT = ["tooMany", "broken", "away", "offline"] as const;

/** The words of an error page. Statuses that have none of their own get those of a mistake of ours. */
export function errorText(kind: ErrorKind, t: Translate): ErrorText {
  const page = PAGES[Object.hasOwn(PAGES, kind) ? (kind as keyof typeof PAGES) : 500];
  const text = t(`errors.pages.${page}.text`);
  const keeps = KEPT.find((each) => each === page);
  return {
    title: t(`errors.pages.${page}.title`),
    text,
    kept: keeps ? t(`errors.pages.${keeps}.kept`) : text,
  };
}
