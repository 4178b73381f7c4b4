import type { GenericSchema } from "valibot";

/** A list of a form: rows whose controls are called `lines[0].quantity`. */
export interface ListShape {
  /** How many rows there may be. */
  readonly most: number;
  /** What the schema says of more. */
  readonly tooMany: string;
  readonly fields: ReadonlySet<string>;
}

/** Every name that a form's schema has: what is not here is no field of that form. */
export interface FormShape {
  readonly fields: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, ListShape>;
  /** How many controls a whole form has, every list at its limit. */
  readonly size: number;
}

/** What is read of a Valibot schema or action, of whatever kind. */
interface Node {
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly wrapped?: Node;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly Node[];
  readonly item?: Node;
  readonly requirement?: unknown;
  readonly message?: unknown;
}

/** The schema inside of optionals, and the actions of all pipes on the way. */
function unwrapped(schema: Node): { readonly inner: Node; readonly actions: readonly Node[] } {
  const actions = schema.pipe?.slice(1) ?? [];
  if (!schema.wrapped) return { inner: schema, actions };
  const below = unwrapped(schema.wrapped);
  return { inner: below.inner, actions: [...below.actions, ...actions] };
}

/** The entries of an object, and of every option of a variant. */
function entriesOf(schema: Node): [name: string, field: Node][] {
  const { inner } = unwrapped(schema);
  if (inner.entries) return Object.entries(inner.entries);
  if (inner.options) return inner.options.flatMap(entriesOf);
  throw new TypeError(`A form's schema is an object, not ${inner.type}.`);
}

const isNested = (schema: Node): boolean => {
  const { inner } = unwrapped(schema);
  return Boolean(inner.item ?? inner.entries);
};

function listOf(name: string, item: Node, actions: readonly Node[]): ListShape {
  const limit = actions.find(({ type }) => type === "max_length");
  if (typeof limit?.requirement !== "number") throw new TypeError(`The list ${name} needs v.maxLength.`);
  const entries = entriesOf(item);
  if (entries.some(([, field]) => isNested(field))) throw new TypeError(`The list ${name} nests too deep.`);
  return {
    most: limit.requirement,
    tooMany: String(limit.message ?? ""),
    fields: new Set(entries.map(([field]) => field)),
  };
}

const known = new WeakMap<GenericSchema, FormShape>();

/**
 * The names of a form, read off its schema once. Throws for a schema that no flat form can fill, or that has a list without a limit:
 * that is a mistake of ours.
 */
export function shapeOf(schema: GenericSchema): FormShape {
  const before = known.get(schema);
  if (before) return before;
  const fields = new Set<string>();
  const lists = new Map<string, ListShape>();
  for (const [name, field] of entriesOf(schema as unknown as Node)) {
    const { inner, actions } = unwrapped(field);
    if (inner.item) lists.set(name, listOf(name, inner.item, actions));
    else if (inner.entries) throw new TypeError(`The field ${name} nests too deep.`);
    else fields.add(name);
  }
  const rows = [...lists.values()].reduce((sum, list) => sum + list.most * list.fields.size, 0);
  const shape = { fields, lists, size: fields.size + rows };
  known.set(schema, shape);
  return shape;
}

/** Where a name belongs: to a plain field, to a row of a list (which may be beyond the list's limit), or nowhere. */
type Place =
  | { readonly kind: "field" }
  | { readonly kind: "row"; readonly list: string; readonly index: number }
  | null;

const LONGEST_NAME = 60;
/** No leading zeros: two names for one control would be one of them twice. */
const ROW = /^([A-Za-z]\w*)\[(0|[1-9]\d{0,5})\]\.([A-Za-z]\w*)$/;

export function placeOf({ fields, lists }: FormShape, name: string): Place {
  if (name.length > LONGEST_NAME) return null;
  if (fields.has(name)) return { kind: "field" };
  const [, list = "", index, field = ""] = ROW.exec(name) ?? [];
  return lists.get(list)?.fields.has(field) ? { kind: "row", list, index: Number(index) } : null;
}

/** Whether a name is one of a control of the form, within its list's limit. */
export function isNameOf(shape: FormShape, name: string): boolean {
  const place = placeOf(shape, name);
  return place?.kind === "row" ? place.index < (shape.lists.get(place.list)?.most ?? 0) : place !== null;
}
