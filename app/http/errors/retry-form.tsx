import type { ReactNode } from "react";
import { Button } from "~/components/button";
import { useT } from "~/i18n/language";
import type { Key } from "~/i18n/translate";
import type { Retry } from "./error-data";

const FORM = "retry";

/** The labels of what has to be typed again, by the field's name. */
const SECRETS = {
  password: "errors.secretAgain.password",
  currentPassword: "errors.secretAgain.currentPassword",
} as const satisfies Record<string, Key>;

interface FormProps {
  readonly id: string;
  readonly method: "post";
  readonly action: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A form: the browser's own, or the router's where there is one, which keeps this page when there is no network. */
export type FormElement = ((props: FormProps) => ReactNode) | "form";

/** Sends the form that failed once more, just as it was. Passwords were not kept, so they are asked for. */
export function RetryForm({ retry, as: Form }: { retry: Retry; as: FormElement }) {
  const t = useT();
  const { action, fields, secret } = retry;
  return (
    <Form id={FORM} method="post" action={action} className="contents">
      {fields.map(([name, value], index) => (
        // A field has no other identity, and the list never changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {secret.map((name) => (
        <div key={name} className="grid basis-full gap-1.5">
          <label htmlFor={`${FORM}-${name}`} className="text-sm font-medium">
            {t(SECRETS[name === "currentPassword" ? name : "password"])}
          </label>
          <input
            id={`${FORM}-${name}`}
            type="password"
            name={name}
            required
            autoComplete="off"
            className="control"
          />
        </div>
      ))}
      <Button type="submit">{t("errors.again")}</Button>
    </Form>
  );
}
