import { deliverErrors, onFirstError, reportBrowserError } from "./browser-errors";
import type { Monitoring } from "./monitoring";

/** A traced page is left alone until it has settled. */
const SETTLED_MS = 2_000;

/**
 * A page that somebody leaves gives up what it was waiting for. The router leaves the rest of an answer unhandled then
 * (it rejects turbo-stream's `done`): that is no error of the page, and nobody is to read about it.
 */
function ignoreGivenUp(event: PromiseRejectionEvent): void {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

/**
 * Listens for errors from now on. Sentry's code is loaded at the first one, or after the page has settled where this load is one of those
 * that are traced: a page that works never asks for it.
 */
export function startMonitoring(settings: string | null): void {
  addEventListener("unhandledrejection", ignoreGivenUp);
  if (!settings) return;
  const monitoring = JSON.parse(settings) as Monitoring;
  addEventListener("error", (event) => reportBrowserError(event.error));
  addEventListener("unhandledrejection", (event: PromiseRejectionEvent) => reportBrowserError(event.reason));
  const traced = Math.random() < monitoring.traces;
  let loaded = false;
  const load = () => {
    if (loaded) return;
    loaded = true;
    // Without network, or blocked: the page goes on as it is.
    import("./sentry.client").then(
      ({ startSentry }) => deliverErrors(startSentry(monitoring, traced)),
      () => {},
    );
  };
  onFirstError(load);
  if (traced) addEventListener("load", () => setTimeout(load, SETTLED_MS));
}
