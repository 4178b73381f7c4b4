import { type Location, useLocation, useMatches, useNavigation } from "@remix-run/react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { findDraft, forgetAllDrafts, forgetDraft, keepDraft, placeInHistory } from "./drafts";
import type { FormFields } from "./form-key";
import { contentAs, fieldsOf, type TypedField } from "./typed-fields";
import { useAsksForAll, watch } from "./unsaved-forms";

/** Behind a key press; what is left sooner is written down on the way. */
const WRITE_AFTER_MS = 300;
/** A session is alive for two hours without a sign of life. */
const ACTIVE_EVERY_MS = 4 * 60_000;

let activeAt = 0;

/** Tells the server that somebody is at work, at most every few minutes. Nobody waits for it, and nothing depends on it. */
function tellActive(): void {
  if (Date.now() - activeAt < ACTIVE_EVERY_MS) return;
  activeAt = Date.now();
  fetch("/api/active", { method: "POST", keepalive: true }).catch(() => {});
}

/** Whoever is logged in, by id: the frames of all pages behind the log-in say so. "" for nobody. */
function useOwner(): string {
  const users = useMatches().map(({ data }) => (data as { user?: { id?: string } } | undefined)?.user);
  return users.find((user) => user?.id)?.id ?? "";
}

/** The router says so in the state of a location that a redirect led to. */
const isRedirect = ({ state }: Location): boolean =>
  Boolean((state as { _isRedirect?: boolean } | null)?._isRedirect);

const formOf = (id: string | undefined): HTMLFormElement | null =>
  id === undefined ? null : document.forms.namedItem(id);

/** Where the form is: its place in the tab's history, and which of the page's forms it is, since ids are given anew with every page. */
function placeOf(form: HTMLFormElement): { place: string; path: string } {
  const place = placeInHistory();
  return {
    place: place ? `${place}:${[...document.forms].indexOf(form)}` : "",
    path: window.location.pathname + window.location.search,
  };
}

/**
 * Whether the browser loaded the page for going back to it: some then fill its controls by themselves with what somebody typed there,
 * whoever that was. What is the person's own is in a draft.
 */
const isComeBackTo = (): boolean =>
  performance.getEntriesByType("navigation").some((each) => Reflect.get(each, "type") === "back_forward");

export interface Unsaved {
  /** Whether what is in the form was not stored when it was first shown: it came back, or two edits met. */
  readonly fromStart: boolean;
  /** Puts fields back into the form. */
  readonly restore: (form: HTMLFormElement, fields: readonly TypedField[]) => void;
}

/**
 * What every form with something to save has: it asks before it is left unsaved, it is there again as it was typed when somebody goes back
 * to it, and typing keeps the session alive. Without an id it has none of it: there is nothing to save.
 */
export function useUnsaved(id: string | undefined, { fromStart: comesBack, restore }: Unsaved) {
  const owner = useOwner();
  const { key } = useLocation();
  const { state, location: next } = useNavigation();
  const [fromStart] = useState(comesBack);
  const [changed, setChanged] = useState(comesBack);
  const [broughtBack, setBroughtBack] = useState<FormFields | null>(null);
  // What changes with every key press is no state: nothing is drawn anew for it.
  const latest = useRef({ place: "", path: "", loaded: "", owner, isSent: false, restore });
  latest.current.owner = owner;
  latest.current.restore = restore;
  const [self] = useState(() => ({
    isUnsaved: () => {
      const form = formOf(id);
      return form !== null && !latest.current.isSent && contentAs(form, "now") !== latest.current.loaded;
    },
  }));

  useEffect(() => {
    const now = latest.current;
    const form = formOf(id);
    if (!form) return;
    activeAt ||= Date.now();
    Object.assign(now, placeOf(form));
    const defaults = contentAs(form, "loaded");
    now.loaded = fromStart ? "" : defaults;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isTouched = false;
    const stop = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const write = () => {
      stop();
      const { place, path, loaded } = now;
      if (!place) return;
      if (contentAs(form, "now") === loaded) forgetDraft(place);
      else keepDraft(place, { owner: now.owner, path, at: Date.now(), fields: fieldsOf(form) });
    };
    const later = () => {
      stop();
      timer = setTimeout(write, WRITE_AFTER_MS);
      setChanged(true);
    };
    const onInput = () => {
      isTouched = true;
      later();
      if (now.owner) tellActive();
    };
    const onSubmit = ({ target }: SubmitEvent) => {
      // Also a button that adds a line: it types nothing.
      if (target === form) return later();
      if (!(target instanceof HTMLFormElement) || new URL(target.action).pathname !== "/logout") return;
      stop();
      forgetAllDrafts();
    };
    const onLeave = () => {
      if (timer !== undefined) write();
    };
    form.addEventListener("input", onInput);
    form.addEventListener("change", onInput);
    document.addEventListener("submit", onSubmit, true);
    window.addEventListener("pagehide", onLeave);
    const draft = fromStart || !now.place ? null : findDraft(now.place, now.owner, now.path);
    if (draft) {
      setBroughtBack(Object.fromEntries(draft.fields));
      now.restore(form, draft.fields);
    }
    if (draft || contentAs(form, "now") !== now.loaded) later();
    const undoBrowser = () => {
      if (!draft && !isTouched && isComeBackTo() && contentAs(form, "now") !== defaults) form.reset();
    };
    undoBrowser();
    window.addEventListener("pageshow", undoBrowser);
    return () => {
      onLeave();
      form.removeEventListener("input", onInput);
      form.removeEventListener("change", onInput);
      document.removeEventListener("submit", onSubmit, true);
      window.removeEventListener("pagehide", onLeave);
      window.removeEventListener("pageshow", undoBrowser);
    };
  }, [id, fromStart]);

  // The same form at another place: a message that was dismissed, say, or a save that led here again.
  useEffect(() => {
    const now = latest.current;
    const form = formOf(id);
    const { place, path } = form && key ? placeOf(form) : now;
    if (!form || place === now.place) return;
    if (now.place) forgetDraft(now.place);
    Object.assign(now, { place, path });
    if (place && self.isUnsaved())
      keepDraft(place, { owner: now.owner, path, at: Date.now(), fields: fieldsOf(form) });
  }, [id, key, self]);

  useEffect(() => (id !== undefined && changed ? watch(self) : undefined), [id, changed, self]);

  // A form that was carried out is answered by a redirect; to the log-in, where its session was over.
  const isCarriedOut = state === "loading" && isRedirect(next) && next.pathname !== "/login";
  useEffect(() => {
    const now = latest.current;
    const form = formOf(id);
    if (isCarriedOut && now.isSent && form) {
      if (now.place) forgetDraft(now.place);
      now.loaded = contentAs(form, "now");
    }
    if (state === "idle") now.isSent = false;
  }, [id, state, isCarriedOut]);

  return {
    /** The fields that somebody left and came back to. */
    broughtBack,
    /** Whether this form asks for all of the page. */
    asks: useAsksForAll(self),
    /** Behind the form's own handler: what that lets pass is on its way. */
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      if (!event.defaultPrevented) latest.current.isSent = true;
    },
  };
}
