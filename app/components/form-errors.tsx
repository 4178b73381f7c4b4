import { useActionData } from "@remix-run/react";
import { createContext, type MouseEvent, type ReactNode, useContext, useEffect } from "react";
import { useSay, useT } from "~/i18n/language";
import type { Translate } from "~/i18n/translate";
import { Icon } from "./icon";

/** What is needed of conform's form metadata. */
export type FormWithErrors = {
  id: string;
  errorId: string;
  status?: "success" | "error";
  errors?: string[];
  allErrors: Record<string, string[]>;
};

const FirstError = createContext<string | undefined>(undefined);

/** Name of the first field with an error, in the schema's order; undefined if only the form has one. */
export function firstErrorName(form: FormWithErrors): string | undefined {
  return Object.entries(form.allErrors).find(([name, errors]) => name !== "" && errors.length > 0)?.[0];
}

/** Lets the fields inside know which of them takes the focus when the page arrives. Without JavaScript that is all there is. */
export function FirstErrorProvider({ form, children }: { form: FormWithErrors; children: ReactNode }) {
  return <FirstError.Provider value={firstErrorName(form)}>{children}</FirstError.Provider>;
}

/** Whether the field of this name is the first with an error, and so has `autofocus`. */
export function useIsFirstError(name: string): boolean {
  return useContext(FirstError) === name;
}

/**
 * After an answer without a page load: the first invalid control gets the focus, else the summary.
 * Once per answer, never while someone is typing. `answer` defaults to the route's action data; with a fetcher, pass `fetcher.data`.
 */
export function useFocusFirstError(form: FormWithErrors, answer?: unknown): void {
  const actionData = useActionData();
  const latest = answer ?? actionData;
  const failed = form.status === "error";
  const { id, errorId } = form;
  useEffect(() => {
    if (!failed || latest === undefined) return;
    // The frame after: conform renders aria-invalid in an effect of its own.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.matches("[aria-invalid=true]")) return;
      const invalid = document.getElementById(id)?.querySelector<HTMLElement>("[aria-invalid=true]");
      (invalid ?? document.getElementById(errorId))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [failed, latest, id, errorId]);
}

function focusField(event: MouseEvent<HTMLAnchorElement>, id: string) {
  const field = document.getElementById(id);
  if (!field) return;
  // A change of the fragment would make the router drop the action's answer.
  event.preventDefault();
  field.focus();
}

/** `lines[1].price` with labels `{"lines[].price": "Price"}`: "Price 2". */
function labelOf(name: string, labels: Record<string, string>, t: Translate): string | undefined {
  const known = labels[name];
  if (known) return known;
  const row = /\[(\d+)\]/.exec(name)?.[1];
  const label = labels[name.replaceAll(/\[\d+\]/g, "[]")];
  return label && row !== undefined ? t("components.rowOf", { field: label, row: Number(row) + 1 }) : label;
}

export type ErrorSummaryProps = {
  form: FormWithErrors;
  /** Labels by field name, put before messages that don't name their field; `lines[].price` stands for every row. */
  labels?: Record<string, string>;
  title?: string;
};

/** Everything that is wrong with a form, each with a link to its field. Renders nothing when all is well. */
export function ErrorSummary({ form, labels = {}, title }: ErrorSummaryProps) {
  const [t, say] = [useT(), useSay()];
  const problems = Object.entries(form.allErrors).flatMap(([name, errors]) =>
    errors.map((message) => ({ name, message: say(message), label: labelOf(name, labels, t) })),
  );
  if (problems.length === 0) return null;
  return (
    <div
      id={form.errorId}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: only for an error of the form as a whole, when no field can have the focus
      autoFocus={firstErrorName(form) === undefined}
      className="flex gap-3 rounded-md bg-danger-soft px-4 py-3"
    >
      <Icon name="warning" className="mt-0.5 size-5 text-danger" />
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold text-danger">{title ?? t("components.notSaved")}</p>
        <ul className="grid gap-1">
          {problems.map(({ name, message, label }) => {
            const id = `${form.id}-${name}`;
            const text = label ? t("components.fieldProblem", { field: label, problem: message }) : message;
            return (
              <li key={`${name} ${message}`}>
                {name === "" ? (
                  text
                ) : (
                  <a
                    href={`#${id}`}
                    onClick={(event) => focusField(event, id)}
                    className="touch:inline-flex touch:min-h-11 touch:items-center rounded-sm underline underline-offset-3 hover:decoration-2"
                  >
                    {text}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
