import { Amount } from "~/components/money";
import { useSay, useT } from "~/i18n/language";
import type { Preview } from "./preview";

/** What the form comes to. With JavaScript it follows the typing; the server adds up again when it is saved. */
export function InvoiceSum({ preview }: { preview: Preview }) {
  const [t, say] = [useT(), useSay()];
  return (
    <section aria-label={t("drafts.sum.title")} className="grid content-start gap-2">
      {preview.sum ? (
        <dl className="grid gap-1.5">
          {preview.sum.map(({ label, amount }, i, all) => (
            <div
              key={label}
              className={`flex items-baseline justify-between gap-4 ${i === all.length - 1 ? "border-t border-line pt-2 text-lg font-semibold" : "text-sm"}`}
            >
              <dt className={i === all.length - 1 ? "" : "text-ink-muted"}>{say(label)}</dt>
              <dd>
                <Amount>{amount}</Amount>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-sm text-ink-muted">{t("drafts.sum.empty")}</p>
      )}
      {preview.incomplete ? <p className="text-sm text-ink-muted">{t("drafts.sum.incomplete")}</p> : null}
    </section>
  );
}
