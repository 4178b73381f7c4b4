import { Form } from "@remix-run/react";
import { useId } from "react";
import { useT } from "~/i18n/language";
import { Button } from "./button";
import { LinkButton } from "./link-button";

export type FilterField = {
  name: string;
  label: string;
  /** From the URL. */
  value?: string;
} & (
  | { kind: "search"; placeholder?: string; maxLength?: number }
  | { kind: "date" }
  | { kind: "select"; options: { value: string; label: string }[] }
);

export type FilterBarProps = {
  /** Names the form: "Filter the list". */
  label: string;
  fields: FilterField[];
  /** The list without filters; give it only when one is set. */
  clearTo?: string;
  applyLabel?: string;
  /** Parts of the URL that filtering leaves as they are: the sort, say. */
  keep?: Record<string, string>;
};

function Control({ field, id }: { field: FilterField; id: string }) {
  const common = { id, name: field.name, defaultValue: field.value ?? "", className: "control" };
  switch (field.kind) {
    case "select":
      return (
        <select {...common}>
          {field.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      );
    case "date":
      return <input type="date" {...common} />;
    case "search":
      return (
        <input
          type="search"
          enterKeyHint="search"
          placeholder={field.placeholder}
          maxLength={field.maxLength ?? 200}
          {...common}
        />
      );
  }
}

/** What to show of a list: a GET form, so that the URL is the filter and can be shared. */
export function FilterBar({ label, fields, clearTo, applyLabel, keep = {} }: FilterBarProps) {
  const t = useT();
  const formId = useId();
  return (
    <Form
      // After Back the fields say what the address says, not what was typed before.
      autoComplete="off"
      method="get"
      role="search"
      aria-label={label}
      className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap print:hidden"
    >
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => {
        const id = `${formId}${field.name}`;
        return (
          <div
            // Back and Forward change the URL without a new page: the control must follow.
            key={`${field.name}=${field.value ?? ""}`}
            className={`grid min-w-0 gap-1.5 ${field.kind === "search" ? "col-span-2 sm:min-w-56 sm:flex-1" : "sm:w-44"}`}
          >
            <label htmlFor={id} className="text-sm font-medium">
              {field.label}
            </label>
            <Control field={field} id={id} />
          </div>
        );
      })}
      <div className="col-span-2 flex gap-2">
        <Button variant="secondary" className="phone:flex-1">
          {applyLabel ?? t("components.applyFilter")}
        </Button>
        {clearTo ? (
          <LinkButton to={clearTo} variant="quiet">
            {t("components.clearFilter")}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
