/** Takes an error of the page to whoever runs this instance. */
export type Deliver = (error: unknown) => void;

/** A page that fails again and again would fill the memory. */
const MOST = 20;

const early: unknown[] = [];
let deliver: Deliver | null = null;
let waiting: (() => void) | null = null;

/** Notes an error of the browser. What comes before the reporter is loaded is kept for it. */
export function reportBrowserError(error: unknown): void {
  if (deliver) deliver(error);
  else {
    if (early.length < MOST) early.push(error);
    waiting?.();
  }
}

/** Calls back once, at the first error or for one that was there already. */
export function onFirstError(then: () => void): void {
  waiting = () => {
    waiting = null;
    then();
  };
  if (early.length > 0) waiting();
}

/** From now on errors go there; those that were kept go first. */
export function deliverErrors(to: Deliver): void {
  deliver = to;
  for (const error of early.splice(0)) to(error);
}
