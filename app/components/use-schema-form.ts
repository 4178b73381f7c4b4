import { type DefaultValue, type SubmissionResult, useForm } from "@conform-to/react";
import { getValibotConstraint, parseWithValibot } from "@conform-to/valibot";
import type { GenericSchema, InferInput, InferOutput } from "valibot";
import { FORM_LANG } from "~/shared/fields";
import { isLocale, type LocaleTag } from "~/shared/locales";

type Fields<S extends GenericSchema> = InferInput<S> extends Record<string, unknown> ? InferInput<S> : never;

export interface SchemaFormOptions<S extends GenericSchema> {
  /** The action's answer, if there is one. */
  lastResult?: SubmissionResult<string[]> | null | undefined;
  defaultValue?: DefaultValue<Fields<S>>;
  /** Needed where a page has more than one form. */
  id?: string;
}

/** Conform's useForm on the schema that the server uses, so that both say the same of the same input. */
export function useSchemaForm<S extends GenericSchema>(schema: S, options: SchemaFormOptions<S> = {}) {
  return useFormBy(schema, () => schema, options);
}

/** The same for a form with numbers, whose schema is made for the locale that the form says (see FormWrittenIn). */
export function useNumbersForm<S extends GenericSchema>(
  schemaIn: (locale: LocaleTag) => S,
  { locale, ...options }: SchemaFormOptions<S> & { locale: LocaleTag },
) {
  return useFormBy(
    schemaIn(locale),
    (fields) => {
      const said = String(fields.get("writtenIn") ?? "");
      return schemaIn(isLocale(said) ? said : locale);
    },
    options,
  );
}

function useFormBy<S extends GenericSchema>(
  schema: S,
  schemaFor: (fields: FormData) => S,
  { lastResult, defaultValue, id }: SchemaFormOptions<S>,
) {
  return useForm<Fields<S>, InferOutput<S>, string[]>({
    ...(id ? { id } : {}),
    lastResult,
    defaultValue,
    constraint: getValibotConstraint(schema),
    onValidate: ({ formData }) => {
      // The one-time key is the server's business; no schema knows it.
      formData.delete("key");
      return parseWithValibot(formData, {
        schema: schemaFor(formData),
        disableAutoCoercion: true,
        info: { lang: FORM_LANG },
      }) as never;
    },
    shouldValidate: "onSubmit",
    shouldRevalidate: "onInput",
  });
}
