import { useBlocker } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import { useT } from "~/i18n/language";
import { Button } from "./button";
import { hasUnsaved } from "./unsaved-forms";

/** Asks before a page with unsaved changes is left: by a dialog within the app, in the browser's own words where the page is closed. */
export function LeaveDialog() {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  );
  const isAsking = blocker.state === "blocked";
  useEffect(() => {
    if (isAsking) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isAsking]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      // Escape closes it, which is Stay.
      onClose={() => blocker.state === "blocked" && blocker.reset()}
      className="m-auto w-[calc(100%-2rem)] max-w-panel rounded-lg bg-raised p-6 text-ink shadow-menu backdrop:bg-black/50"
    >
      <div className="stack">
        <h2 id={titleId} className="text-lg font-semibold">
          {t("components.leave.title")}
        </h2>
        <p>{t("components.leave.text")}</p>
        <div className="cluster">
          <Button type="button" onClick={() => blocker.reset?.()}>
            {t("components.leave.stay")}
          </Button>
          <Button type="button" variant="secondary" onClick={() => blocker.proceed?.()}>
            {t("components.leave.leave")}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
