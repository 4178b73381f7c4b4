import type { BrowserContext } from "@playwright/test";

// Chromium says each refused request in the console too; the response itself is watched, and tells which it was.
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of (\d{3})/;

/** Collects what must not happen in a test: errors and warnings, violations of the CSP, answers that the test did not allow. */
export async function watch(context: BrowserContext, allowed: ReadonlySet<number>): Promise<string[]> {
  const problems: string[] = [];
  const isAllowed = (text: string) => {
    const status = Number(REFUSED_REQUEST.exec(text)?.[1] ?? 0);
    return (status >= 400 && status < 500) || allowed.has(status);
  };
  context.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && !isAllowed(text)) {
      problems.push(`console ${message.type()}: ${text}`);
    }
  });
  context.on("weberror", (error) => problems.push(`page error: ${error.error().message}`));
  context.on("response", (response) => {
    const status = response.status();
    if (status < 400 || allowed.has(status)) return;
    problems.push(`${status}: ${response.request().method()} ${response.url()}`);
  });
  await context.exposeBinding("reportViolation", (_, text: string) =>
    problems.push(`CSP violation: ${text}`),
  );
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = Reflect.get(window, "reportViolation") as (text: string) => void;
      report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return problems;
}
