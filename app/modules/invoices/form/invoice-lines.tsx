import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { Amount } from "~/components/money";
import { FIRST_UNIT, OTHER_UNIT } from "~/domain/invoices/units";
import { T, useSay, useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { lineLabels as labels } from "../labels";
import { unitChoices } from "../unit-words";
import type { LineFormValues } from "./form-values";

type LinesField = FieldMetadata<LineFormValues[] | undefined, Record<string, unknown>, string[]>;
type AnyForm = Pick<FormMetadata<Record<string, unknown>, string[]>, "insert" | "remove" | "reorder" | "id">;

interface InvoiceLinesProps {
  form: AnyForm;
  field: LinesField;
  taxRates: readonly { value: string; label: string }[];
  /** Net of each line, formatted. */
  nets: readonly (string | null)[];
  noteOn: NoteOn;
}

/** What to say beside a field of a number that could have been read in another way. */
export type NoteOn = (kind: "number" | "discount", text: string | undefined) => string | undefined;

/** The rows of an invoice. Adding, removing and moving are submit buttons, so they work without JavaScript. */
export function InvoiceLines({ form, field, taxRates, nets, noteOn }: InvoiceLinesProps) {
  const t = useT();
  const lines = field.getFieldList();
  const usual = taxRates[0]?.value ?? "";
  return (
    <Card title={t("drafts.line.title")} flush>
      <Fieldset legend={t("drafts.line.title")} legendHidden field={field} columns="none">
        <ol className="divide-y divide-line border-b border-line">
          {lines.map((line, i) => (
            <li key={line.key ?? line.name} className="grid gap-3 px-4 py-4 sm:px-6">
              <LineFields line={line} number={i + 1} taxRates={taxRates} noteOn={noteOn} />
              <div className="flex flex-wrap items-center justify-between gap-3">
                <div className="cluster">
                  <Button
                    variant="quiet"
                    size="small"
                    icon="minus"
                    {...form.remove.getButtonProps({ name: field.name, index: i })}
                  >
                    {t("drafts.line.remove", { number: i + 1 })}
                  </Button>
                  {i > 0 ? (
                    <Button
                      variant="quiet"
                      size="small"
                      {...form.reorder.getButtonProps({ name: field.name, from: i, to: i - 1 })}
                    >
                      {t("drafts.line.up", { number: i + 1 })}
                    </Button>
                  ) : null}
                  {i < lines.length - 1 ? (
                    <Button
                      variant="quiet"
                      size="small"
                      {...form.reorder.getButtonProps({ name: field.name, from: i, to: i + 1 })}
                    >
                      {t("drafts.line.down", { number: i + 1 })}
                    </Button>
                  ) : null}
                </div>
                <p className="text-sm text-ink-muted">
                  <T
                    id="drafts.line.net"
                    amount={<Amount className="text-base font-medium text-ink">{nets[i] ?? "–"}</Amount>}
                  />
                </p>
              </div>
            </li>
          ))}
        </ol>
        <div className="px-4 py-3 sm:px-6">
          <Button
            variant="secondary"
            icon="plus"
            disabled={lines.length >= limits.lines}
            {...form.insert.getButtonProps({
              name: field.name,
              defaultValue: { quantity: "1", unit: FIRST_UNIT, taxRate: usual },
            })}
          >
            {t("drafts.line.add")}
          </Button>
        </div>
      </Fieldset>
    </Card>
  );
}

function LineFields({
  line,
  number,
  taxRates,
  noteOn,
}: {
  line: ReturnType<LinesField["getFieldList"]>[number];
  number: number;
  taxRates: InvoiceLinesProps["taxRates"];
  noteOn: NoteOn;
}) {
  const [t, say] = [useT(), useSay()];
  const fields = line.getFieldset();
  return (
    <fieldset
      aria-label={t("forms.line", { number })}
      className="grid min-w-0 grid-cols-2 gap-3 sm:grid-cols-6 lg:grid-cols-12"
    >
      <TextAreaField
        field={fields.description}
        label={say(labels.description)}
        required
        rows={2}
        maxLength={limits.description}
        autoComplete="off"
        className="col-span-2 sm:col-span-6 lg:col-span-12"
      />
      <TextField
        field={fields.quantity}
        label={say(labels.quantity)}
        note={noteOn("number", fields.quantity.value)}
        required
        numeric
        inputMode="decimal"
        autoComplete="off"
        maxLength={limits.decimalText}
        className="sm:col-span-2"
      />
      <SelectField
        field={fields.unit}
        label={say(labels.unit)}
        required
        options={[
          ...unitChoices(fields.unit.initialValue).map(({ code, name }) => ({
            value: code,
            label: say(name),
          })),
          { value: OTHER_UNIT, label: t("drafts.line.otherUnit") },
        ]}
        className="sm:col-span-2"
      />
      {fields.unit.value === OTHER_UNIT ? (
        <TextField
          field={fields.unitCode}
          label={say(labels.unitCode)}
          hint={t("drafts.line.unitCodeHint")}
          required
          autoComplete="off"
          maxLength={10}
          className="sm:col-span-2"
        />
      ) : null}
      <TextField
        field={fields.unitPrice}
        label={say(labels.unitPrice)}
        note={noteOn("number", fields.unitPrice.value)}
        required
        numeric
        inputMode="decimal"
        autoComplete="off"
        maxLength={limits.decimalText}
        className="sm:col-span-2"
      />
      <SelectField
        field={fields.taxRate}
        label={say(labels.taxRate)}
        required
        options={[...taxRates]}
        className="sm:col-span-3"
      />
      <TextField
        field={fields.discount}
        label={say(labels.discount)}
        note={noteOn("discount", fields.discount.value)}
        numeric
        inputMode="text"
        autoComplete="off"
        maxLength={limits.decimalText}
        className="col-span-2 sm:col-span-3"
      />
    </fieldset>
  );
}
