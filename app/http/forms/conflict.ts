import * as v from "valibot";
import { message } from "~/i18n/message";
import { type FormShape, isNameOf } from "./form-shape";
import { parseJsonWithin } from "./json-within";

/** Fields of a form by name, as text. */
export type Entries = Readonly<Record<string, string>>;

/** One thing that two people changed differently: a field, or a line with all its fields. */
export interface ConflictGroup {
  readonly label: string;
  readonly names: readonly string[];
  readonly mine: string;
  readonly theirs: string;
}

/** What a stale save ran into: what was typed, what is stored now, and where they differ. */
export interface Conflict {
  /** The version that is stored now, and that the answer to this page is based on. */
  readonly version: number;
  /** The button that was pressed, where the form has several. */
  readonly intent: string | null;
  readonly mine: Entries;
  readonly theirs: Entries;
  readonly groups: readonly ConflictGroup[];
}

/** Hidden field that carries the conflict to the answer; the choices are `use[0]`, `use[1]` … in the order of the groups. */
export const CONFLICT_FIELD = "conflict";
export const choiceName = (index: number): string => `use[${index}]`;

const entries = v.record(v.string(), v.string());
const ConflictSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  intent: v.nullable(v.pipe(v.string(), v.maxLength(20))),
  mine: entries,
  theirs: entries,
  groups: v.array(
    v.strictObject({ label: v.string(), names: v.array(v.string()), mine: v.string(), theirs: v.string() }),
  ),
});

/** Of what a group has, besides its names. */
const GROUP_VALUES = 6;
const HEAD_VALUES = 20;

/** What a conflict page sent back, or null when it is not one of ours: every name in it is one of the form. */
export function readConflict(text: string, shape: FormShape): Conflict | null {
  // Both versions, a group for each field, and each name in a group.
  const values = shape.size * (3 + GROUP_VALUES) + HEAD_VALUES;
  const read = v.safeParse(ConflictSchema, parseJsonWithin(text, { depth: 4, values }));
  if (!read.success) return null;
  const { mine, theirs, groups } = read.output;
  const names = [...Object.keys(mine), ...Object.keys(theirs), ...groups.flatMap((group) => group.names)];
  return names.every((name) => isNameOf(shape, name)) ? read.output : null;
}

/** The form that results from the choices: theirs, with mine where mine was chosen. A group without a choice stays mine: it was typed last. */
export function resolve(conflict: Conflict, chosen: (index: number) => string | null): Entries {
  const merged: Record<string, string> = { ...conflict.theirs };
  conflict.groups.forEach(({ names }, index) => {
    if (chosen(index) === "theirs") return;
    for (const name of names) {
      delete merged[name];
      const mine = conflict.mine[name];
      if (mine !== undefined) merged[name] = mine;
    }
  });
  return {
    ...merged,
    version: String(conflict.version),
    ...(conflict.intent ? { intent: conflict.intent } : {}),
  };
}

const LINE = /^lines\[(\d+)\]\.(.+)$/;
const NOT_CONTENT = new Set(["version", "intent"]);

/** Label of a field by its name, as a message; a whole line gets "Line 2". */
export type Labels = Readonly<Record<string, string>>;

/** A field's value as a person knows it: a client's name for its id. */
export type Describe = (field: string, value: string) => string;

/** Compares what was typed with what is stored, field by field; lines one by one, or as a whole where their number differs. */
export function conflictOf(
  mine: Entries,
  theirs: Entries,
  version: number,
  labels: Labels,
  describe: Describe = (_, value) => value,
): Conflict {
  const groups: ConflictGroup[] = [];
  for (const [name, label] of Object.entries(labels)) {
    const [typed, stored] = [mine[name]?.trim() ?? "", theirs[name]?.trim() ?? ""];
    if (typed !== stored)
      groups.push({ label, names: [name], mine: describe(name, typed), theirs: describe(name, stored) });
  }
  const [myLines, theirLines] = [linesOf(mine, describe), linesOf(theirs, describe)];
  if (myLines.length === theirLines.length) {
    myLines.forEach((typed, i) => {
      const stored = theirLines[i];
      if (!stored || typed.text === stored.text) return;
      const names = [...new Set([...typed.names, ...stored.names])];
      groups.push({
        label: message("forms.line", { number: i + 1 }),
        names,
        mine: typed.text,
        theirs: stored.text,
      });
    });
  } else {
    const all = (lines: Line[]) => lines.map((line, i) => `${i + 1}. ${line.text}`).join("\n");
    const names = [...new Set([...myLines, ...theirLines].flatMap((line) => line.names))];
    groups.push({ label: message("forms.lines"), names, mine: all(myLines), theirs: all(theirLines) });
  }
  const content = (of: Entries) =>
    Object.fromEntries(Object.entries(of).filter(([name]) => !NOT_CONTENT.has(name)));
  return { version, intent: mine.intent ?? null, mine: content(mine), theirs: content(theirs), groups };
}

interface Line {
  readonly names: string[];
  readonly text: string;
}

/** `Design · 10 · C62 · 410.5 · S-190000`: enough to tell two versions of a line apart. */
function linesOf(of: Entries, describe: Describe): Line[] {
  const lines: { names: string[]; values: string[] }[] = [];
  for (const [name, value] of Object.entries(of)) {
    const index = LINE.exec(name)?.[1];
    if (index === undefined) continue;
    const line = lines[Number(index)] ?? { names: [], values: [] };
    lines[Number(index)] = line;
    line.names.push(name);
    if (value.trim()) line.values.push(describe(LINE.exec(name)?.[2] ?? "", value.trim()));
  }
  return lines.filter(Boolean).map(({ names, values }) => ({ names, text: values.join(" · ") }));
}
