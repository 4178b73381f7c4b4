import { useActionData } from "@remix-run/react";
import { createContext, useContext } from "react";
import { isLocale, type LocaleTag } from "~/shared/locales";

/** A form that came back as it was sent: with its key, and its fields as far as they are plain texts. */
interface Answer {
  readonly result?: {
    readonly key?: string;
    readonly initialValue?: Readonly<Record<string, unknown>> | null;
  } | null;
}

/** Fields that tell a form from the others on its page: `{ member: id }`. */
type Which = Readonly<Record<string, string>>;

/** What a form was sent with, or left with; by name. */
export type FormFields = Readonly<Record<string, unknown>>;

/** The fields of a form that its person left and came back to (see use-unsaved.ts). */
export const BroughtBack = createContext<FormFields | null>(null);

/** The fields of this form as it was sent, where it comes back unread: what it said was wrong, or its session was over. */
export function useFormFields(which: Which = {}): FormFields {
  const left = useContext(BroughtBack);
  const result = useActionData<Answer>()?.result;
  if (left) return left;
  const sent = result?.key ? { ...result.initialValue, key: result.key } : {};
  return Object.entries(which).every(([name, value]) => Reflect.get(sent, name) === value) ? sent : {};
}

interface HiddenProps {
  value: string | number;
  /** Where a page has more than one form. */
  which?: Which;
}

const text = (given: unknown, pattern: RegExp, otherwise: string | number) =>
  typeof given === "string" && pattern.test(given) ? given : otherwise;

/**
 * The form's one-time key: the server carries out what it stands for once, however often it arrives. `value` comes from the loader; a form
 * that comes back keeps its own, since nobody knows what became of it.
 */
export function FormKey({ value, which }: HiddenProps) {
  const { key } = useFormFields(which);
  return <input type="hidden" name="key" value={text(key, /^[0-9A-Z]{26}$/, value)} />;
}

/** The version that a form's content is based on. A form that comes back is still based on the version that it was typed over (rule 6). */
export function FormVersion({ value, which }: HiddenProps) {
  const { version } = useFormFields(which);
  return <input type="hidden" name="version" value={text(version, /^\d{1,9}$/, value)} />;
}

/** The locale that a form's numbers are written in. A form that comes back still has the numbers that were typed into it. */
export function FormWrittenIn({ value }: { value: LocaleTag }) {
  const { writtenIn } = useFormFields();
  const locale = typeof writtenIn === "string" && isLocale(writtenIn) ? writtenIn : value;
  return <input type="hidden" name="writtenIn" value={locale} />;
}
