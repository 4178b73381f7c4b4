import { useNavigation } from "@remix-run/react";
import { useEffect } from "react";
import { type Retry, retryOf } from "~/http/errors/error-data";

let last: Retry | undefined;

/** The form that this page sent last, if nothing else was asked for since. */
export const lastForm = (): Retry | undefined => last;

/** Keeps the form that is on its way: without a network nobody answers it, and the page that held it is gone. For the root alone. */
export function useLastForm(): void {
  const { state, formMethod, formAction, formData } = useNavigation();
  useEffect(() => {
    if (state === "idle") return;
    const sent = [...(formData ?? [])].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    last = formMethod === "POST" && formAction ? retryOf(formAction, sent) : undefined;
  }, [state, formMethod, formAction, formData]);
}
