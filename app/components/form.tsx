import { Form, type FormProps } from "@remix-run/react";
import type { FormEvent, ReactNode } from "react";
import { ErrorSummary, FirstErrorProvider, type FormWithErrors, useFocusFirstError } from "./form-errors";

export type ConformFormProps = Omit<FormProps, "id" | "onSubmit" | "noValidate"> & {
  /** The first value of conform's `useForm`. */
  form: FormWithErrors & { onSubmit: (event: FormEvent<HTMLFormElement>) => void; noValidate: boolean };
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
  return (
    <Form
      method="post"
      {...props}
      id={form.id}
      onSubmit={form.onSubmit}
      noValidate={form.noValidate}
      aria-describedby={form.errors ? form.errorId : undefined}
      className={className}
    >
      <ErrorSummary form={form} labels={labels} title={errorTitle} />
      <FirstErrorProvider form={form}>{children}</FirstErrorProvider>
    </Form>
  );
}
