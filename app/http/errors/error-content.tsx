import { buttonStyle } from "~/components/button-style";
import { ErrorPage } from "~/components/error-page";
import { useT } from "~/i18n/language";
import type { ErrorData } from "./error-data";
import { type ErrorKind, errorText } from "./error-texts";
import { type FormElement, RetryForm } from "./retry-form";

type ErrorContentProps = {
  status: ErrorKind;
  data: Partial<ErrorData>;
  /** Where the page that failed is, if asking for it again may help. */
  again?: string | undefined;
  form?: FormElement;
};

/** Statuses that may be over the next time. */
const PASSING = new Set<ErrorKind>([429, 500, 503, "offline"]);

/** What every error page says: what happened, what to do next, and which request it was. Needs no router and no script. */
export function ErrorContent({ status, data, again, form = "form" }: ErrorContentProps) {
  const t = useT();
  const { title, text, kept } = errorText(status, t);
  const { requestId, retry } = data;
  const mayPass = PASSING.has(status);
  return (
    <ErrorPage
      status={typeof status === "number" ? status : undefined}
      title={title}
      requestId={requestId}
      actions={
        <>
          {retry ? (
            <RetryForm retry={retry} as={form} />
          ) : again && mayPass ? (
            <a href={again} className={buttonStyle("primary", "medium")}>
              {t("errors.again")}
            </a>
          ) : null}
          <a
            href="/"
            className={buttonStyle(retry || (again && mayPass) ? "secondary" : "primary", "medium")}
          >
            {t("errors.start")}
          </a>
        </>
      }
    >
      {retry ? kept : text}
    </ErrorPage>
  );
}
