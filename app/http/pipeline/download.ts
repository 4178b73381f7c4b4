import { redirect } from "@remix-run/cloudflare";

/** What browsers say of a request whose answer nobody may ever look at. */
const GUESSED = /prefetch|prerender|preview/i;

/**
 * Whether a file may be made: `page`, which has its link, is the answer where the request came from another site, whose pages could fill the
 * trail with downloads, or where the browser only guesses what will be wanted. Null: go on.
 */
export function insteadOfFile(request: Request, page: string): Response | null {
  const site = request.headers.get("Sec-Fetch-Site") ?? "none";
  const purposes = ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"].map((name) => request.headers.get(name));
  const isGuess = purposes.some((purpose) => purpose !== null && GUESSED.test(purpose));
  return (site === "same-origin" || site === "none") && !isGuess ? null : redirect(page);
}

/** HEAD takes nothing along, so that the trail says nothing of it either. */
export const isHead = (request: Request): boolean => request.method === "HEAD";
