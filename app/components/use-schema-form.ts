import { type DefaultValue, type SubmissionResult, useForm } from "@conform-to/react";
import { getValibotConstraint, parseWithValibot } from "@conform-to/valibot";
import type { GenericSchema, InferInput, InferOutput } from "valibot";
import { FORM_LANG } from "~/shared/fields";

type Fields<S extends GenericSchema> = InferInput<S> extends Record<string, unknown> ? InferInput<S> : never;

export interface SchemaFormOptions<S extends GenericSchema> {
  /** The action's answer, if there is one. */
  lastResult?: SubmissionResult<string[]> | null | undefined;
  defaultValue?: DefaultValue<Fields<S>>;
  /** Needed where a page has more than one form. */
  id?: string;
}

/** Conform's useForm on the schema that the server uses, so that both say the same of the same input. */
export function useSchemaForm<S extends GenericSchema>(
  schema: S,
  { lastResult, defaultValue, id }: SchemaFormOptions<S> = {},
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
        schema,
        disableAutoCoercion: true,
        info: { lang: FORM_LANG },
      }) as never;
    },
    shouldValidate: "onSubmit",
    shouldRevalidate: "onInput",
  });
}
