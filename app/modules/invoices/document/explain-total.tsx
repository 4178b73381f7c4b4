import { Amount } from "~/components/money";
import { useT } from "~/i18n/language";
import type { ExplainedPart } from "./explanation";

/** How each amount came to be, folded away until somebody asks. */
export function ExplainTotal({ parts }: { parts: readonly ExplainedPart[] }) {
  const t = useT();
  return (
    <details className="group rounded-lg border border-line bg-surface shadow-card print:hidden">
      <summary className="tap flex cursor-pointer items-center px-4 font-semibold sm:px-6">
        {t("invoices.explain.title")}
      </summary>
      <div className="grid gap-5 border-t border-line px-4 py-4 sm:px-6">
        <p className="max-w-text text-sm text-pretty text-ink-muted">{t("invoices.explain.text")}</p>
        {parts.map(({ title, amounts }) => (
          <section key={title} className="grid gap-1.5">
            <h2 className="text-sm font-semibold">{title}</h2>
            <dl className="grid gap-1">
              {amounts.map(({ what, how, amount }) => (
                <div
                  key={`${what} ${how}`}
                  className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 text-sm sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
                >
                  <dt>{what}</dt>
                  <dd className="figures col-span-2 row-start-2 wrap-anywhere text-ink-muted sm:col-span-1 sm:row-start-1 sm:col-start-2">
                    {how}
                  </dd>
                  <dd className="col-start-2 row-start-1 text-right sm:col-start-3">
                    <Amount>{amount}</Amount>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </details>
  );
}
