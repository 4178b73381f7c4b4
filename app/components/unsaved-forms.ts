import { useSyncExternalStore } from "react";

/** A form of this page, and whether it has what nobody saved. */
interface Watched {
  readonly isUnsaved: () => boolean;
}

// Of the browser's page alone: only effects and events come here.
let watched: readonly Watched[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Watched[]): void {
  watched = next;
  for (const listener of listeners) listener();
}

/** Has the form asked for before its page is left; what it returns takes it out again. */
export function watch(form: Watched): () => void {
  change([...watched, form]);
  return () => change(watched.filter((each) => each !== form));
}

export const hasUnsaved = (): boolean => watched.some(({ isUnsaved }) => isUnsaved());

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether it is this form that asks: one does for all forms of a page. */
export const useAsksForAll = (form: Watched): boolean =>
  useSyncExternalStore(
    subscribe,
    () => watched[0] === form,
    () => false,
  );
