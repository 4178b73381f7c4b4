import { Fragment } from "react";
import { Amount } from "~/components/money";
import { Time } from "~/components/time";
import { keysOf } from "~/shared/records";
import { referenceLabels } from "../labels";
import type { DocumentDate, DocumentParty, InvoiceDocumentData } from "./invoice-document-data";

type DocumentProps = { data: InvoiceDocumentData };
type HeadingProps = DocumentProps & {
  /** `h2` inside a page that has a heading of its own. */
  heading?: "h1" | "h2";
};

const titles = { invoice: "Invoice", "credit-note": "Credit note" } as const;

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
  const ids = present([
    { term: party.hasVat ? "VAT ID" : "Tax ID", value: party.vatId },
    { term: "Tax no.", value: party.taxNumber },
    { term: "Reg. no.", value: party.registrationId },
    { term: "E-address", value: party.electronicAddress },
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

function Heading({ data, heading: Title = "h1" }: HeadingProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <p className="text-sm font-semibold wrap-anywhere">
          {data.seller.tradeName ?? data.seller.legalName}
        </p>
        <Title className="mt-3 text-2xl font-semibold tracking-tight wrap-anywhere">
          {titles[data.kind]} {data.number}
        </Title>
        {data.status === "draft" ? (
          <p className="text-sm text-ink-muted">Draft: without a number it is not an invoice yet.</p>
        ) : null}
        {data.precedingInvoice ? (
          <p className="text-sm text-ink-muted">
            Corrects invoice <span className="text-ink">{data.precedingInvoice.number}</span>
            {data.precedingInvoice.date ? (
              <>
                {" of "}
                <Time dateTime={data.precedingInvoice.date.iso}>{data.precedingInvoice.date.text}</Time>
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      {data.status === "paid" ? (
        <p className="rounded-md border-2 border-positive px-3 py-1 text-lg font-semibold text-positive">
          Paid
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
  const discounts = data.lines.some(({ discount }) => discount);
  const taxed = data.lines.some(({ taxRate }) => taxRate);
  const right = "px-2 text-right align-bottom";
  const figure = "px-2 py-2.5 text-right align-baseline figures";
  return (
    <table className="cards-on-phone w-full border-collapse text-left text-sm">
      <caption className="sr-only">What is charged, amounts in {data.currency}</caption>
      <thead className="text-xs text-ink-muted *:border-b *:border-ink [&_th]:py-2 [&_th]:font-medium">
        <tr>
          <th scope="col" className="w-8 pr-2 align-bottom">
            <span aria-hidden="true">#</span>
            <span className="sr-only">Position</span>
          </th>
          <th scope="col" className="pr-2 align-bottom">
            Description
          </th>
          <th scope="col" className={right}>
            Quantity
          </th>
          <th scope="col" className={right}>
            Unit price
          </th>
          {discounts ? (
            <th scope="col" className={right}>
              Discount
            </th>
          ) : null}
          {taxed ? (
            <th scope="col" className={right}>
              Tax
            </th>
          ) : null}
          <th scope="col" className="pl-2 text-right align-bottom">
            Net ({data.currency})
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
            <td data-label="Quantity" className={`phone:px-0! ${figure}`}>
              {line.quantity} {line.unit}
            </td>
            <td data-label="Unit price" className={`phone:px-0! ${figure}`}>
              {line.unitPrice}
            </td>
            {discounts ? (
              <td data-label="Discount" className={`phone:px-0! ${figure}`}>
                {line.discount}
              </td>
            ) : null}
            {taxed ? (
              <td data-label="Tax" className={`phone:px-0! ${figure}`}>
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

function Totals({ data: { totals, currency, kind } }: DocumentProps) {
  const steps = Boolean(totals.prepaid || totals.rounding);
  return (
    <section
      aria-label="Totals"
      className="keep-together grid gap-6 text-sm sm:grid-cols-2 print:grid-cols-2"
    >
      <div className="order-last grid content-start gap-1 text-ink-muted sm:order-none print:order-none">
        {totals.reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      <dl className="grid content-start gap-1.5">
        {totals.adjustments.length > 0 ? <Sum label="Sum of lines" amount={totals.lines} /> : null}
        {totals.adjustments.map(({ label, amount }) => (
          <Sum key={`${label} ${amount}`} label={label} amount={amount} />
        ))}
        <Sum label="Net" amount={totals.net} />
        {totals.taxGroups.map(({ label, rate, base, tax }) => (
          <Sum
            key={`${label} ${rate} ${base}`}
            label={`${rate ? `${label} ${rate}` : label} on ${base}`}
            amount={tax}
          />
        ))}
        {steps ? <Sum label="Total" amount={totals.gross} /> : null}
        {totals.prepaid ? <Sum label="Already paid" amount={totals.prepaid} /> : null}
        {totals.rounding ? <Sum label="Rounding" amount={totals.rounding} /> : null}
        <Sum
          label={`${kind === "credit-note" ? "Amount credited" : "Amount due"} (${currency})`}
          amount={totals.due}
          strong
        />
      </dl>
    </section>
  );
}

function Payment({ data: { payment, note } }: DocumentProps) {
  if (!payment && !note) return null;
  return (
    <div className="keep-together grid gap-x-8 gap-y-6 border-t border-line pt-5 sm:grid-cols-2 print:grid-cols-2">
      {payment ? (
        <section aria-label="Payment">
          <h2 className="mb-1.5 text-xs font-medium text-ink-muted">Payment</h2>
          <Facts
            items={[
              { term: "By", value: payment.means },
              { term: "Account", value: payment.accountName },
              { term: "IBAN", value: payment.iban && groupIban(payment.iban), mono: true },
              { term: "BIC", value: payment.bic, mono: true },
              { term: "Reference", value: payment.remittanceText },
            ]}
          />
          {payment.terms ? <p className="mt-2 text-sm text-pretty">{payment.terms}</p> : null}
        </section>
      ) : null}
      {note ? (
        <section aria-label="Note" className="text-sm">
          <h2 className="mb-1.5 text-xs font-medium text-ink-muted">Note</h2>
          <p className="whitespace-pre-line wrap-anywhere">{note}</p>
        </section>
      ) : null}
    </div>
  );
}

/** The invoice as its reader gets it: a sheet on the screen, A4 or Letter on paper, always dark on light. */
export function InvoiceDocument({ data, heading }: HeadingProps) {
  return (
    <article
      aria-label={`${titles[data.kind]} ${data.number ?? "(draft)"}`}
      data-watermark={data.status === "draft" ? "Draft" : undefined}
      className="paper relative isolate mx-auto grid w-full max-w-paper grid-cols-[minmax(0,1fr)] gap-8 rounded-md bg-surface px-5 py-8 text-ink shadow-paper sm:px-14 sm:py-14"
    >
      <Heading data={data} heading={heading} />
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 print:grid-cols-2">
        <Party heading={data.kind === "credit-note" ? "Credit to" : "Bill to"} party={data.buyer} />
        <Party heading="From" party={data.seller} />
      </div>
      <section
        aria-label="Dates and references"
        className="grid gap-x-8 gap-y-0.5 border-y border-line py-4 sm:grid-cols-2 print:grid-cols-2"
      >
        <Facts
          items={[
            { term: "Issued", value: data.issueDate },
            { term: "Due", value: data.dueDate },
            { term: "Delivered", value: data.delivery },
          ]}
        />
        <Facts
          items={[
            ...keysOf(referenceLabels).map((key) => ({ term: referenceLabels[key], value: data[key] })),
            { term: "Currency", value: data.currency },
          ]}
        />
      </section>
      <Lines data={data} />
      <Totals data={data} />
      <Payment data={data} />
    </article>
  );
}
