import { Fragment } from "react";
import { Amount } from "~/components/money";
import { Time } from "~/components/time";
import { T, useSay, useT } from "~/i18n/language";
import { keysOf } from "~/shared/records";
import { referenceLabels } from "../labels";
import { documentName, documentTitle } from "./document-title";
import type { DocumentDate, DocumentParty, InvoiceDocumentData } from "./invoice-document-data";

type DocumentProps = { data: InvoiceDocumentData };
type HeadingProps = DocumentProps & {
  /** `h2` inside a page that has a heading of its own. */
  heading?: "h1" | "h2";
};

function groupIban(iban: string): string {
  return iban.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");
}

function present<T extends { value?: string | DocumentDate }>(items: T[]): T[] {
  return items.filter(({ value }) => value !== undefined && value !== "");
}

function Facts({ items }: { items: { term: string; value?: string | DocumentDate; mono?: boolean }[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] content-start gap-x-4 gap-y-0.5 text-sm">
      {present(items).map(({ term, value, mono }) => (
        <Fragment key={term}>
          <dt className="text-ink-muted">{term}</dt>
          <dd className={`wrap-anywhere ${mono ? "font-mono text-[0.9em]" : ""}`}>
            {typeof value === "object" ? <Time dateTime={value.iso}>{value.text}</Time> : value}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Party({ heading, party }: { heading: string; party: DocumentParty }) {
  const t = useT();
  const ids = present([
    { term: t(party.hasVat ? "document.party.vatId" : "document.party.taxId"), value: party.vatId },
    { term: t("document.party.taxNumber"), value: party.taxNumber },
    { term: t("document.party.registrationId"), value: party.registrationId },
    { term: t("document.party.electronicAddress"), value: party.electronicAddress },
  ]);
  return (
    <section aria-label={heading} className="min-w-0 text-sm">
      <h2 className="mb-1.5 text-xs font-medium text-ink-muted">{heading}</h2>
      <address className="wrap-anywhere not-italic">
        <p className="text-base font-semibold">{party.legalName}</p>
        {party.tradeName && party.tradeName !== party.legalName ? <p>{party.tradeName}</p> : null}
        {party.contactName ? <p>{party.contactName}</p> : null}
        {party.addressLines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </address>
      <div className="mt-2 grid gap-2">
        {ids.length > 0 ? <Facts items={ids} /> : null}
        {party.email || party.phone ? (
          <p className="wrap-anywhere text-ink-muted">
            {[party.email, party.phone].filter(Boolean).join(" · ")}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Corrects({ invoice: { number, date } }: { invoice: { number: string; date?: DocumentDate } }) {
  const said = <span className="text-ink">{number}</span>;
  if (!date) return <T id="document.corrects" number={said} />;
  return <T id="document.correctsOf" number={said} date={<Time dateTime={date.iso}>{date.text}</Time>} />;
}

function Heading({ data, heading: Title = "h1" }: HeadingProps) {
  const t = useT();
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <p className="text-sm font-semibold wrap-anywhere">
          {data.seller.tradeName ?? data.seller.legalName}
        </p>
        <Title className="mt-3 text-2xl font-semibold tracking-tight wrap-anywhere">
          {documentTitle(data, t)}
        </Title>
        {data.status === "draft" ? <p className="text-sm text-ink-muted">{t("document.draftNote")}</p> : null}
        {data.precedingInvoice ? (
          <p className="text-sm text-ink-muted">
            <Corrects invoice={data.precedingInvoice} />
          </p>
        ) : null}
      </div>
      {data.status === "paid" ? (
        <p className="rounded-md border-2 border-positive px-3 py-1 text-lg font-semibold text-positive">
          {t("document.paid")}
          {data.paidDate ? (
            <span className="block text-xs font-medium">
              <Time dateTime={data.paidDate.iso}>{data.paidDate.text}</Time>
            </span>
          ) : null}
        </p>
      ) : null}
    </header>
  );
}

function Lines({ data }: DocumentProps) {
  const t = useT();
  const discounts = data.lines.some(({ discount }) => discount);
  const taxed = data.lines.some(({ taxRate }) => taxRate);
  const right = "px-2 text-right align-bottom";
  const figure = "px-2 py-2.5 text-right align-baseline figures";
  return (
    <table className="cards-on-phone w-full border-collapse text-left text-sm">
      <caption className="sr-only">{t("document.lines.caption", { currency: data.currency })}</caption>
      <thead className="text-xs text-ink-muted *:border-b *:border-ink [&_th]:py-2 [&_th]:font-medium">
        <tr>
          <th scope="col" className="w-8 pr-2 align-bottom">
            <span aria-hidden="true">#</span>
            <span className="sr-only">{t("document.lines.position")}</span>
          </th>
          <th scope="col" className="pr-2 align-bottom">
            {t("document.lines.description")}
          </th>
          <th scope="col" className={right}>
            {t("document.lines.quantity")}
          </th>
          <th scope="col" className={right}>
            {t("document.lines.unitPrice")}
          </th>
          {discounts ? (
            <th scope="col" className={right}>
              {t("document.lines.discount")}
            </th>
          ) : null}
          {taxed ? (
            <th scope="col" className={right}>
              {t("document.lines.tax")}
            </th>
          ) : null}
          <th scope="col" className="pl-2 text-right align-bottom">
            {t("document.lines.net", { currency: data.currency })}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-b border-line">
        {data.lines.map((line) => (
          <tr key={line.position}>
            <td className="py-2.5 pr-2 align-baseline text-ink-muted tabular-nums phone:hidden!">
              {line.position}
            </td>
            <th
              scope="row"
              className="min-w-40 py-2.5 pr-2 align-baseline font-medium wrap-anywhere phone:px-0! phone:font-semibold"
            >
              {line.description}
              {line.detail ? (
                <span className="mt-0.5 block font-normal whitespace-pre-line text-ink-muted">
                  {line.detail}
                </span>
              ) : null}
            </th>
            <td data-label={t("document.lines.quantity")} className={`phone:px-0! ${figure}`}>
              {line.quantity} {line.unit}
            </td>
            <td data-label={t("document.lines.unitPrice")} className={`phone:px-0! ${figure}`}>
              {line.unitPrice}
            </td>
            {discounts ? (
              <td data-label={t("document.lines.discount")} className={`phone:px-0! ${figure}`}>
                {line.discount}
              </td>
            ) : null}
            {taxed ? (
              <td data-label={t("document.lines.tax")} className={`phone:px-0! ${figure}`}>
                {line.taxRate}
              </td>
            ) : null}
            <td className={`corner pr-0! phone:px-0! phone:font-semibold ${figure}`}>{line.net}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sum({ label, amount, strong = false }: { label: string; amount: string; strong?: boolean }) {
  return (
    <div
      className={`flex items-baseline justify-between gap-6 ${strong ? "mt-1.5 border-t border-ink pt-2.5 text-lg font-semibold" : ""}`}
    >
      <dt className={strong ? "" : "min-w-0 wrap-anywhere text-ink-muted"}>{label}</dt>
      <dd>
        <Amount>{amount}</Amount>
      </dd>
    </div>
  );
}

function Totals({ data: { totals, currency, kind, paidDate } }: DocumentProps) {
  const t = useT();
  const steps = Boolean(totals.prepaid || totals.rounding || totals.paid);
  return (
    <section
      aria-label={t("document.totals.title")}
      data-part="totals"
      className="keep-together grid gap-6 text-sm sm:grid-cols-2 print:grid-cols-2"
    >
      <div className="order-last grid content-start gap-1 text-ink-muted sm:order-none print:order-none">
        {totals.reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      <dl className="grid content-start gap-1.5">
        {totals.adjustments.length > 0 ? (
          <Sum label={t("document.totals.lines")} amount={totals.lines} />
        ) : null}
        {totals.adjustments.map(({ label, amount }) => (
          <Sum key={`${label} ${amount}`} label={label} amount={amount} />
        ))}
        <Sum label={t("document.totals.net")} amount={totals.net} />
        {totals.taxGroups.map(({ label, rate, base, tax }) => (
          <Sum
            key={`${label} ${rate} ${base}`}
            label={t("document.totals.tax", { name: rate ? `${label} ${rate}` : label, base })}
            amount={tax}
          />
        ))}
        {steps ? <Sum label={t("document.totals.total")} amount={totals.gross} /> : null}
        {totals.prepaid ? <Sum label={t("document.totals.prepaid")} amount={totals.prepaid} /> : null}
        {totals.rounding ? <Sum label={t("document.totals.rounding")} amount={totals.rounding} /> : null}
        {totals.paid ? (
          <Sum
            label={paidDate ? t("document.totals.paidOn", { date: paidDate.text }) : t("document.paid")}
            amount={totals.paid}
          />
        ) : null}
        <Sum
          label={t(
            kind === "credit-note" && !totals.paid ? "document.totals.credited" : "document.totals.due",
            { currency },
          )}
          amount={totals.due}
          strong
        />
      </dl>
    </section>
  );
}

function Payment({ data: { payment, note } }: DocumentProps) {
  const t = useT();
  if (!payment && !note) return null;
  return (
    <div className="keep-together grid gap-x-8 gap-y-6 border-t border-line pt-5 sm:grid-cols-2 print:grid-cols-2">
      {payment ? (
        <section aria-label={t("document.payment.title")}>
          <h2 className="mb-1.5 text-xs font-medium text-ink-muted">{t("document.payment.title")}</h2>
          <Facts
            items={[
              { term: t("document.payment.by"), value: payment.means },
              { term: t("document.payment.account"), value: payment.accountName },
              {
                term: t("document.payment.iban"),
                value: payment.iban && groupIban(payment.iban),
                mono: true,
              },
              { term: t("document.payment.bic"), value: payment.bic, mono: true },
              { term: t("document.payment.reference"), value: payment.remittanceText },
              { term: t("document.payment.early"), value: payment.early },
            ]}
          />
          {payment.terms ? (
            <p className="mt-2 text-sm text-pretty whitespace-pre-line wrap-anywhere">{payment.terms}</p>
          ) : null}
        </section>
      ) : null}
      {note ? (
        <section aria-label={t("document.note")} data-part="note" className="text-sm">
          <h2 className="mb-1.5 text-xs font-medium text-ink-muted">{t("document.note")}</h2>
          <p className="whitespace-pre-line wrap-anywhere">{note}</p>
        </section>
      ) : null}
    </div>
  );
}

/** The invoice as its reader gets it: a sheet on the screen, A4 or Letter on paper, always dark on light. */
export function InvoiceDocument({ data, heading }: HeadingProps) {
  const [t, say] = [useT(), useSay()];
  return (
    <article
      aria-label={documentName(data, t)}
      data-watermark={data.status === "draft" ? t("document.draft") : undefined}
      className="paper relative isolate mx-auto grid w-full max-w-paper grid-cols-[minmax(0,1fr)] gap-8 rounded-md bg-surface px-5 py-8 text-ink shadow-paper sm:px-14 sm:py-14"
    >
      <Heading data={data} heading={heading} />
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 print:grid-cols-2">
        <Party
          heading={t(data.kind === "credit-note" ? "document.creditTo" : "document.billTo")}
          party={data.buyer}
        />
        <Party heading={t("document.from")} party={data.seller} />
      </div>
      <section
        aria-label={t("document.dates.title")}
        data-part="dates"
        className="grid gap-x-8 gap-y-0.5 border-y border-line py-4 sm:grid-cols-2 print:grid-cols-2"
      >
        <Facts
          items={[
            { term: t("document.dates.issued"), value: data.issueDate },
            { term: t("document.dates.due"), value: data.dueDate },
            { term: t("document.dates.delivered"), value: data.delivery },
          ]}
        />
        <Facts
          items={[
            ...keysOf(referenceLabels).map((key) => ({
              term: say(referenceLabels[key]),
              value: data[key],
            })),
            { term: t("document.dates.currency"), value: data.currency },
          ]}
        />
      </section>
      <Lines data={data} />
      <Totals data={data} />
      <Payment data={data} />
    </article>
  );
}
