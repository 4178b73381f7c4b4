import { Form, type FormProps, useActionData } from "@remix-run/react";
import type { FormEvent, ReactNode } from "react";
import { useT } from "~/i18n/language";
import { ErrorSummary, FirstErrorProvider, type FormWithErrors, useFocusFirstError } from "./form-errors";
import { BroughtBack } from "./form-key";
import { LeaveDialog } from "./leave-dialog";
import { fillIn, nested } from "./typed-fields";
import { type Unsaved, useUnsaved } from "./use-unsaved";

export type TypedFormProps = Omit<FormProps, "id"> &
  Partial<Unsaved> & {
    id: string;
    /** Nothing in it is to be saved: a log-in, or a box to tick before something is erased. */
    isThrowaway?: boolean | undefined;
  };

/** A POST form that somebody types into: nobody leaves it unsaved without being asked, and Back brings back what was typed. */
export function TypedForm({
  fromStart = false,
  restore = fillIn,
  isThrowaway = false,
  id,
  onSubmit,
  children,
  ...props
}: TypedFormProps) {
  const t = useT();
  const unsaved = useUnsaved(isThrowaway ? undefined : id, { fromStart, restore });
  return (
    <>
      <Form
        method="post"
        {...props}
        id={id}
        onSubmit={(event) => {
          onSubmit?.(event);
          unsaved.onSubmit(event);
        }}
      >
        {unsaved.broughtBack ? (
          <p role="status" className="rounded-md bg-accent-soft px-4 py-3">
            {t("components.broughtBack")}
          </p>
        ) : null}
        <BroughtBack.Provider value={unsaved.broughtBack}>{children}</BroughtBack.Provider>
      </Form>
      {unsaved.asks ? <LeaveDialog /> : null}
    </>
  );
}

export type ConformFormProps = Omit<
  TypedFormProps,
  "id" | "onSubmit" | "noValidate" | "restore" | "fromStart"
> & {
  /** The first value of conform's `useForm`. */
  form: FormWithErrors & {
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: boolean;
    update: (all: { value: never }) => void;
  };
  /** For the summary, see ErrorSummary. */
  labels?: Record<string, string>;
  errorTitle?: string;
  children: ReactNode;
};

/** A form of the app: POST, error summary on top, focus on the first error with and without JavaScript. */
export function ConformForm({
  form,
  labels,
  errorTitle,
  className = "stack",
  children,
  ...props
}: ConformFormProps) {
  useFocusFirstError(form);
  const cameBack = useActionData<{ result?: { initialValue?: unknown } | null }>()?.result?.initialValue;
  return (
    <TypedForm
      {...props}
      id={form.id}
      fromStart={Boolean(cameBack)}
      restore={(_, fields) => form.update({ value: nested(fields) as never })}
      onSubmit={form.onSubmit}
      noValidate={form.noValidate}
      aria-describedby={form.errors ? form.errorId : undefined}
      className={className}
    >
      <ErrorSummary form={form} labels={labels} title={errorTitle} />
      <FirstErrorProvider form={form}>{children}</FirstErrorProvider>
    </TypedForm>
  );
}
