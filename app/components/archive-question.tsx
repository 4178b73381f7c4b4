import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { FormKey } from "./form-key";

interface ArchiveQuestionProps {
  formKey: string;
  version: number;
  title: string;
  /** Says yes. */
  button: string;
  children: ReactNode;
}

/** Asks before something goes out of sight for which money is still owed. */
export function ArchiveQuestion({ formKey, version, title, button, children }: ArchiveQuestionProps) {
  return (
    <Alert
      tone="warning"
      role="alert"
      title={title}
      actions={
        <Form method="post" action=".">
          <FormKey value={formKey} which={{ intent: "archive" }} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="intent" value="archive" />
          <input type="hidden" name="confirmed" value="yes" />
          <Button type="submit">{button}</Button>
        </Form>
      }
    >
      {children}
    </Alert>
  );
}
