interface ErrorText {
  readonly title: string;
  /** What happened, and what to do next. Never why in our terms. */
  readonly text: string;
  /** The same, where the page can send the form once more. */
  readonly kept: string;
}

/** `offline`: the browser got no answer at all. */
export type ErrorKind = number | "offline";

const KEPT =
  "What you typed is kept in this page: try again in a few seconds. It is stored once, however often you try.";

const TEXTS: Record<ErrorKind, readonly [title: string, text: string, kept?: string]> = {
  403: [
    "You can't do that here",
    "Your role in this business doesn't allow it, or the request came from another site. Go back and try from the page itself.",
  ],
  404: [
    "There is nothing at this address",
    "The page may have moved, or it belongs to a business you are not a member of. Check the address or go back to the start.",
  ],
  405: ["This address doesn't work that way", "Go back and use the links and buttons of the page."],
  409: [
    "Somebody else saved this first",
    "Nothing of yours was stored. Reload the page to see what is there now, then make your change again.",
  ],
  413: [
    "That is too much at once",
    "The form holds more than can be sent in one go. Go back, shorten it and try again; what you typed should still be there.",
  ],
  422: [
    "That form can't be used",
    "Something in it was missing or changed on the way. Go back, reload the page and try again.",
  ],
  429: [
    "That was a lot in a short time",
    "Wait a minute, then try again. Nothing was lost.",
    "Wait a minute, then try again. What you typed is kept in this page.",
  ],
  500: [
    "Something broke on our side",
    "It is not your doing. Try again; if it happens a second time, write to us with the request below.",
    "It is not your doing. What you typed is kept in this page: try again. If it happens a second time, write to us with the request below.",
  ],
  503: [
    "The database can't be reached just now",
    "Wait a few seconds and try again; it usually is back soon.",
    KEPT,
  ],
  offline: [
    "There is no connection just now",
    "The page could not be asked for. Check the network of this device, then try again.",
    "What you typed is kept in this page: check the network of this device, then try again. It is stored once, however often you try.",
  ],
};

/** The words of an error page. Statuses that have none of their own get those of a mistake of ours. */
export function errorText(kind: ErrorKind): ErrorText {
  const [title, text, kept = text] =
    TEXTS[kind] ?? (TEXTS[500] as readonly [title: string, text: string, kept?: string]);
  return { title, text, kept };
}
