import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { BrowserContext } from "@playwright/test";

/** What the tests noted for the end of the run, when the Worker's log is read. */
type Note = { readonly shown: string; readonly origin: string } | { readonly typed: string };

const note = (what: Note) => {
  const file = process.env.GAPLESS_E2E_NOTES;
  if (file) appendFileSync(file, `${JSON.stringify(what)}\n`);
};

/** Values of these fields are words of ours, or the same for everybody. */
const OURS =
  /^(key|intent|version|__intent__|role|status|country|currency|locale|timeZone|.*\.unit|.*\.taxRate)$/;
const ID_SHOWN = /quote this request:?(?:<!-- -->|\s|&nbsp;)*<code[^>]*>([\w-]+)<\/code>/g;

/** Notes every id on an error page, and everything that is typed and sent, of all the pages of a context. */
export function takeNotes(context: BrowserContext): () => Promise<void> {
  const pending: Promise<unknown>[] = [];
  const noteShown = (html: string, url: string) => {
    for (const [, shown = ""] of html.matchAll(ID_SHOWN)) note({ shown, origin: new URL(url).origin });
  };
  context.on("request", (request) => {
    for (const [name, typed] of new URLSearchParams(request.postData() ?? ""))
      if (!OURS.test(name)) note({ typed });
  });
  context.on("response", (response) => {
    if (response.status() < 400 || response.request().resourceType() !== "document") return;
    pending.push(
      response.text().then(
        (html) => noteShown(html, response.url()),
        () => {},
      ),
    );
  });
  return async () => {
    await Promise.all(pending);
    // What a click led to has no document of its own.
    for (const page of context.pages())
      if (/^http/.test(page.url())) noteShown(await page.content(), page.url());
  };
}

/** All that was noted. `shown`: ids that pages of this origin showed; `typed`: what was typed anywhere. */
export function readNotes(file: string, origin: string) {
  const notes = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean) : [];
  const read = notes.map((line) => JSON.parse(line) as Note);
  const shown = read.flatMap((each) => ("shown" in each && each.origin === origin ? [each.shown] : []));
  const typed = read.flatMap((each) => ("typed" in each ? [each.typed] : []));
  return { shown: [...new Set(shown)], typed: [...new Set(typed)] };
}
