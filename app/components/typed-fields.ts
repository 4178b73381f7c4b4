/** A field of a form and what stands in it. */
export type TypedField = readonly [name: string, value: string];

/** What is never kept, nor counts as typed: passwords, and a button that only rearranges the form. */
const LEFT_OUT = /password|^__intent__$/i;

/** Line breaks are one character in a control, and two in some defaults. */
const plain = (text: string): string => text.replaceAll("\r\n", "\n");

/** All that a form holds now, hidden fields too: its key, and the version that it is based on. */
export const fieldsOf = (form: HTMLFormElement): TypedField[] =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && !LEFT_OUT.test(name) ? [[name, plain(value)] as const] : [],
  );

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls that somebody sees and types into. */
const typedControls = (form: HTMLFormElement): Control[] =>
  [...form.elements].flatMap((each: unknown) => {
    const isControl =
      each instanceof HTMLInputElement ||
      each instanceof HTMLSelectElement ||
      each instanceof HTMLTextAreaElement;
    return isControl && each.name && each.type !== "hidden" && !LEFT_OUT.test(each.name) ? [each] : [];
  });

/** One control as text: as it is (`now`), or as the page came. Undefined: nothing would be sent of it. */
function contentOf(control: Control, now: boolean): string | undefined {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].find((option) => (now ? option.selected : option.defaultSelected));
    return (chosen ?? control.options[0])?.value;
  }
  if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type))
    return (now ? control.checked : control.defaultChecked) ? control.value : undefined;
  return plain(now ? control.value : control.defaultValue);
}

/**
 * What a person sees in a form, as one text to compare: as it is, or as the page came, whatever was typed before its scripts ran. Hidden
 * fields are not theirs.
 */
export function contentAs(form: HTMLFormElement, when: "now" | "loaded"): string {
  const fields = typedControls(form).flatMap((control) => {
    const content = contentOf(control, when === "now");
    return content === undefined ? [] : [[control.name, content]];
  });
  return JSON.stringify(fields);
}

/** `lines[1].quantity` and its like as the object that they spell. */
export function nested(fields: readonly TypedField[]): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const [, list, index, inner] = /^(\w+)\[(\d{1,3})\]\.(\w+)$/.exec(name) ?? [];
    if (!list || !inner) all[name] = value;
    else {
      const rows = (all[list] ?? []) as Record<string, string>[];
      all[list] = rows;
      rows[Number(index)] = { ...rows[Number(index)], [inner]: value };
    }
  }
  return all;
}

/** Puts the fields back into the controls of a form that is only those controls. */
export function fillIn(form: HTMLFormElement, fields: readonly TypedField[]): void {
  const values = new Map(fields);
  for (const control of typedControls(form)) {
    const value = values.get(control.name);
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type))
      control.checked = value === control.value;
    else if (value !== undefined) control.value = value;
  }
}
