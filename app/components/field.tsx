import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useSay, useT } from "~/i18n/language";
import { useIsFirstError } from "./form-errors";

/** What is needed of conform's `FieldMetadata`; any field of any form fits. */
export type FieldSource = {
  id: string;
  name: string;
  key?: string;
  formId: string;
  errorId: string;
  descriptionId: string;
  errors?: string[];
  initialValue?: unknown;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  pattern?: string;
};

type Common = {
  field: FieldSource;
  label: string;
  /** Below the label, read out with the control. */
  hint?: ReactNode;
  /** Below the control, until it has an error: what was understood of what stands in it. */
  note?: string | undefined;
  /** Keeps the label for assistive technology only, where a visible heading already names the column. */
  labelHidden?: boolean;
  /** Overrides the schema's word (conform's `constraint`); a field that isn't required is marked "optional". */
  required?: boolean;
  /** Of the whole field: `sm:col-span-2`, say. */
  className?: string;
};

type Own = "form" | "name" | "id" | "className" | "required" | "autoFocus";

export type TextFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "type"> & {
    type?: "text" | "email" | "password" | "date" | "search" | "tel" | "url" | "time" | "month";
    /** Unit shown inside the control, at its end: "%", "EUR". */
    suffix?: string;
    /** Right-aligned figures of one width; use with `inputMode="decimal"`. */
    numeric?: boolean;
    /** Takes the focus when the page arrives, without JavaScript too. */
    isFocused?: boolean;
    /** Offered while typing, not enforced. */
    suggestions?: string[];
  };

export type TextAreaFieldProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>;

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectFieldProps = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> & {
    options: (SelectOption | { label: string; options: SelectOption[] })[];
    /** First, empty choice: "Choose a country". */
    placeholder?: string;
  };

export type CheckboxFieldProps = Omit<Common, "labelHidden" | "required"> &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "type" | "value"> & {
    /** What is sent when checked. */
    value?: string;
  };

const noteId = (field: FieldSource): string => `${field.id}-note`;

function useControlProps(
  field: FieldSource,
  hint: ReactNode,
  required = field.required ?? false,
  note?: string,
) {
  const autoFocus = useIsFirstError(field.name);
  const invalid = (field.errors?.length ?? 0) > 0;
  const describedBy = [
    hint ? field.descriptionId : "",
    note && !invalid ? noteId(field) : "",
    invalid ? field.errorId : "",
  ].filter(Boolean);
  return {
    id: field.id,
    name: field.name,
    form: field.formId,
    required: required || undefined,
    autoFocus: autoFocus || undefined,
    "aria-invalid": invalid || undefined,
    "aria-describedby": describedBy.join(" ") || undefined,
  };
}

function initialText(field: FieldSource): string | undefined {
  return typeof field.initialValue === "string" ? field.initialValue : undefined;
}

function Hint({ field, children }: { field: FieldSource; children: ReactNode }) {
  return children ? (
    <p id={field.descriptionId} className="text-sm text-ink-muted">
      {children}
    </p>
  ) : null;
}

function Problem({ field }: { field: FieldSource }) {
  const say = useSay();
  return field.errors?.length ? (
    <p id={field.errorId} className="text-sm font-medium text-danger">
      {field.errors.map(say).join(" ")}
    </p>
  ) : null;
}

function Frame({
  field,
  label,
  hint,
  labelHidden,
  required = field.required ?? false,
  className = "",
  note,
  children,
}: Common & { children: ReactNode }) {
  const [t, say] = [useT(), useSay()];
  return (
    <div className={`grid min-w-0 content-start gap-1.5 ${className}`}>
      <div className={labelHidden ? "sr-only" : "flex items-baseline justify-between gap-3"}>
        <label htmlFor={field.id} className="text-sm font-medium">
          {label}
        </label>
        {/* Outside the label, so that the control's name is the label alone. */}
        {required || labelHidden ? null : (
          <span className="text-xs text-ink-muted">{t("components.optional")}</span>
        )}
      </div>
      <Hint field={field}>{hint}</Hint>
      {children}
      {note && !field.errors?.length ? (
        <p id={noteId(field)} aria-live="polite" className="text-sm text-ink-muted">
          {say(note)}
        </p>
      ) : null}
      <Problem field={field} />
    </div>
  );
}

/** One line of text, with its label, hint and error. */
export function TextField(props: TextFieldProps) {
  const {
    field,
    label,
    hint,
    note,
    labelHidden,
    required,
    className,
    suffix,
    numeric,
    suggestions,
    isFocused,
    ...rest
  } = props;
  const control = useControlProps(field, hint, required, note);
  const listId = suggestions ? `${field.id}-suggestions` : rest.list;
  const input = (
    <input
      type="text"
      minLength={field.minLength}
      maxLength={field.maxLength}
      min={field.min}
      max={field.max}
      step={field.step}
      pattern={field.pattern}
      {...rest}
      {...control}
      // biome-ignore lint/a11y/noAutofocus: for what the page asks, the only way without JavaScript
      autoFocus={isFocused || control.autoFocus}
      key={field.key}
      defaultValue={rest.value === undefined ? (initialText(field) ?? rest.defaultValue) : undefined}
      list={listId}
      className={`control ${numeric ? "text-right tabular-nums" : ""} ${suffix ? (suffix.length > 1 ? "pr-13" : "pr-8") : ""}`}
    />
  );
  return (
    <Frame {...{ field, label, hint, note, labelHidden, required, className }}>
      {suffix ? (
        <div className="relative">
          {input}
          <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-sm text-ink-muted">
            {suffix}
          </span>
        </div>
      ) : (
        input
      )}
      {suggestions ? (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      ) : null}
    </Frame>
  );
}

/** Several lines of text; grows with what is typed where the browser can. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { field, label, hint, labelHidden, required, className, ...rest } = props;
  const control = useControlProps(field, hint, required);
  return (
    <Frame {...{ field, label, hint, labelHidden, required, className }}>
      <textarea
        rows={3}
        minLength={field.minLength}
        maxLength={field.maxLength}
        {...rest}
        {...control}
        key={field.key}
        defaultValue={rest.value === undefined ? (initialText(field) ?? rest.defaultValue) : undefined}
        className="control"
      />
    </Frame>
  );
}

function Options({ options }: { options: SelectOption[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

/** One of a list. */
export function SelectField(props: SelectFieldProps) {
  const { field, label, hint, labelHidden, required, className, options, placeholder, ...rest } = props;
  const control = useControlProps(field, hint, required);
  return (
    <Frame {...{ field, label, hint, labelHidden, required, className }}>
      <select
        {...rest}
        {...control}
        key={field.key}
        defaultValue={rest.value === undefined ? (initialText(field) ?? rest.defaultValue) : undefined}
        className="control"
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((entry) =>
          "options" in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              <Options options={entry.options} />
            </optgroup>
          ) : (
            <Options key={entry.value} options={[entry]} />
          ),
        )}
      </select>
    </Frame>
  );
}

/** Yes or no. The whole label is the target. */
export function CheckboxField({
  field,
  label,
  hint,
  className = "",
  value = "on",
  ...rest
}: CheckboxFieldProps) {
  const control = useControlProps(field, hint, false);
  const checked =
    field.initialValue === undefined ? (rest.defaultChecked ?? false) : field.initialValue === value;
  return (
    <div className={`grid min-w-0 content-start ${className}`}>
      <div className="tap flex items-start gap-2.5 touch:items-center">
        <input
          {...rest}
          {...control}
          type="checkbox"
          key={field.key}
          value={value}
          defaultChecked={rest.checked === undefined ? checked : undefined}
          className="check mt-[0.1875rem] shrink-0 touch:mt-0 touch:size-5.5"
        />
        <label htmlFor={field.id} className="touch:py-2.5">
          {label}
        </label>
      </div>
      {hint ? (
        <div className="-mt-1.5 pl-7 touch:pl-8">
          <Hint field={field}>{hint}</Hint>
        </div>
      ) : null}
      <Problem field={field} />
    </div>
  );
}
