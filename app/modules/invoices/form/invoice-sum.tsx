import { Amount } from "~/components/money";
import type { Preview } from "./preview";

/** What the form comes to. With JavaScript it follows the typing; the server adds up again when it is saved. */
export function InvoiceSum({ preview }: { preview: Preview }) {
  return (
    <section aria-label="Totals" className="grid content-start gap-2">
      {preview.sum ? (
        <dl className="grid gap-1.5">
          {preview.sum.map(({ label, amount }, i, all) => (
            <div
              key={label}
              className={`flex items-baseline justify-between gap-4 ${i === all.length - 1 ? "border-t border-line pt-2 text-lg font-semibold" : "text-sm"}`}
            >
              <dt className={i === all.length - 1 ? "" : "text-ink-muted"}>{label}</dt>
              <dd>
                <Amount>{amount}</Amount>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-sm text-ink-muted">
          The total appears here once a line has a quantity and a price.
        </p>
      )}
      {preview.incomplete ? (
        <p className="text-sm text-ink-muted">Lines that are not complete yet are not in the total.</p>
      ) : null}
    </section>
  );
}
