import { isKept } from "@db/unscoped/kept-forms";
import type { SessionContext } from "./sessions.server";

/** Whether the browser has the key to a form that is still kept. */
export const hasKeptForm = ({ db, keptForm, now }: SessionContext): Promise<boolean> =>
  keptForm ? isKept(db, keptForm.id, now) : Promise.resolve(false);
