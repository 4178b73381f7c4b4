import type { ReactNode } from "react";
import { useSay } from "~/i18n/language";
import type { FieldSource } from "./field";
import { useIsFirstError } from "./form-errors";

export type FieldsetProps = {
  legend: string;
  legendHidden?: boolean;
  hint?: ReactNode;
  /** A list or an object of the schema, for errors of the group as a whole ("Add at least one"). */
  field?: Pick<FieldSource, "id" | "name" | "errorId" | "errors">;
  /** `two`: a form-grid. `one`: a stack of fields. `none`: the children lay themselves out. */
  columns?: "one" | "two" | "none";
  children: ReactNode;
};

/** Fields that belong together, under a name. */
export function Fieldset({ legend, legendHidden, hint, field, columns = "two", children }: FieldsetProps) {
  const say = useSay();
  const focus = useIsFirstError(field?.name ?? "");
  const invalid = (field?.errors?.length ?? 0) > 0;
  return (
    <fieldset
      id={field?.id}
      tabIndex={invalid ? -1 : undefined}
      // biome-ignore lint/a11y/noAutofocus: the first problem of an answered form, the only way without JavaScript
      autoFocus={(invalid && focus) || undefined}
      aria-describedby={invalid ? field?.errorId : undefined}
      className="grid min-w-0 gap-4"
    >
      <legend className={legendHidden ? "sr-only" : "mb-4 text-lg font-semibold"}>{legend}</legend>
      {hint ? <p className="-mt-3 max-w-text text-sm text-ink-muted">{hint}</p> : null}
      {invalid ? (
        <p id={field?.errorId} className="text-sm font-medium text-danger">
          {field?.errors?.map(say).join(" ")}
        </p>
      ) : null}
      {columns === "none" ? (
        children
      ) : (
        <div className={columns === "two" ? "form-grid" : "grid gap-5"}>{children}</div>
      )}
    </fieldset>
  );
}
