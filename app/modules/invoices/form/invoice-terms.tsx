import { type ReactNode, useEffect, useState } from "react";
import { Button } from "~/components/button";
import { type FieldSource, TextField } from "~/components/field";
import type { TypedTerms } from "~/domain/terms/problems";
import { useSay, useT } from "~/i18n/language";
import { termsLabels as labels } from "~/modules/terms/labels";
import { TermsFields } from "~/modules/terms/terms-fields";
import { agreedInWords, termsInWords } from "~/modules/terms/terms-words";
import { formatDate, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { keysOf } from "~/shared/records";
import { invoiceLabels } from "../labels";
import type { DueState } from "./typed-terms";

interface Field extends FieldSource {
  readonly value?: string | undefined;
}

interface FollowProps {
  state: DueState;
  fields: Readonly<Record<"dueDate" | "dueDateOffered", Field>>;
  update: (field: { readonly name: string; readonly value: string }) => void;
  locale: LocaleTag;
}

/** The due date. It follows the issue date and the terms until somebody types another, and says which of both it does. */
export function DueDate({ state, fields, update, locale }: FollowProps) {
  const [t, say] = [useT(), useSay()];
  const [hasScripts, setScripts] = useState(false);
  useEffect(() => setScripts(true), []);
  const { dueDate, dueDateOffered } = fields;
  const { byTerms, follows } = state;
  const [typed = "", offered = ""] = [dueDate.value, dueDateOffered.value];
  useEffect(() => {
    if (byTerms === null || byTerms === offered) return;
    // What was typed by hand stays; an empty one is being typed.
    if (typed !== "" && typed === offered) update({ name: dueDate.name, value: byTerms });
    update({ name: dueDateOffered.name, value: byTerms });
  });
  const terms = termsInWords(state.agreed.terms, t);
  const date = byTerms && formatDate(byTerms, locale);
  const departs = date ? t("terms.draft.departs", { date, terms }) : t("terms.draft.departsPlain", { terms });
  return (
    <div className="grid content-start justify-items-start gap-2 *:w-full">
      <TextField
        field={dueDate}
        label={say(invoiceLabels.dueDate)}
        type="date"
        required={false}
        hint={follows ? t("terms.draft.follows", { terms }) : departs}
      />
      {hasScripts && !follows && byTerms ? (
        <Button
          type="button"
          variant="quiet"
          size="small"
          className="w-fit!"
          onClick={() => update({ name: dueDate.name, value: byTerms })}
        >
          {t("terms.draft.back", { date: date ?? "" })}
        </Button>
      ) : null}
    </div>
  );
}

interface InvoiceTermsProps {
  state: DueState;
  fields: Readonly<Record<keyof TypedTerms, Field>>;
  locale: LocaleTag;
}

/** What is agreed of the payment in one sentence, and folded behind it what of it this invoice says itself. */
export function InvoiceTerms({ state, fields, locale }: InvoiceTermsProps) {
  const t = useT();
  const isUsed = keysOf(labels).some((name) => {
    const { value, errors } = fields[name];
    return errors?.length || (value && name !== "paymentTermsKind");
  });
  // Once open it stays: nobody's field is folded away under their hands.
  const [isOpen] = useState(isUsed);
  return (
    <details open={isOpen || isUsed} className="col-span-full rounded-md border border-line">
      <summary className="tap flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2.5 hover:bg-soft">
        <Sentence state={state} locale={locale} />
        <span className="text-sm font-medium text-accent underline underline-offset-4">
          {t("terms.draft.change")}
        </span>
      </summary>
      <div className="grid gap-4 border-t border-line p-3 sm:p-4">
        <p className="max-w-text text-sm text-ink-muted">{t("terms.draft.hint")}</p>
        <div className="form-grid">
          <TermsFields
            fields={fields}
            daysHint={t("terms.daysAsClient", { terms: agreedInWords(state.inherited, locale, t) })}
          />
        </div>
      </div>
    </details>
  );
}

function Sentence({ state, locale }: Pick<InvoiceTermsProps, "state" | "locale">): ReactNode {
  const t = useT();
  const { agreed, due, follows, until } = state;
  const terms = termsInWords(agreed.terms, t);
  if (due === null) return <span>{agreedInWords(agreed, locale, t)}</span>;
  const date = formatDate(due, locale);
  if (until && agreed.early) {
    const early = { percent: formatRate(agreed.early.ppm, locale), until: formatDate(until, locale) };
    return (
      <span>
        {follows
          ? t("terms.draft.dueEarly", { date, terms, ...early })
          : t("terms.draft.typedEarly", { date, ...early })}
      </span>
    );
  }
  return <span>{follows ? t("terms.draft.due", { date, terms }) : t("terms.draft.typed", { date })}</span>;
}
