import type { Key, Translate } from "~/i18n/translate";

type NameIn<Group extends string> =
  Extract<Key, `${Group}.${string}`> extends `${Group}.${infer Name}` ? Name : never;

/** What events can be about, for the filter. */
export const ENTITIES = [
  ...["invoice", "client", "tenant", "tax_rate", "number_series", "membership", "user", "export"],
  ...["import", "retention", "erasure"],
] as readonly NameIn<"audit.entities">[];

/** What can have happened, for the filter. */
export const VERBS = [
  ...[
    "created",
    "changed",
    "issued",
    "paid",
    "unpaid",
    "archived",
    "restored",
    "raised",
    "resumed",
    "retired",
  ],
  ...["removed", "left", "prepared", "downloaded", "stored", "purged", "erased", "asked", "undone"],
] as readonly NameIn<"audit.verbs">[];

/** What happened, where the verb alone does not say it. */
const HAPPENED: Readonly<Record<string, NameIn<"audit.happened">>> = {
  "membership.left": "membershipLeft",
  "user.changed": "userChanged",
  "retention.changed": "retentionChanged",
  "tenant.erased": "tenantErased",
  "invoice.created": "invoiceCreated",
  "tenant.created": "tenantCreated",
  "number_series.created": "seriesCreated",
  "number_series.raised": "seriesRaised",
  "number_series.resumed": "seriesResumed",
  "number_series.retired": "seriesRetired",
};

interface Happened {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly name: string | null;
  readonly number: string | null;
}

/** What was taken along, by the event's entity id; everything is known by the business's own. */
const FILES = { numbers: "audit.things.numbers", "own-data": "audit.things.ownData" } as const;
const isFile = (id: string): id is keyof typeof FILES => Object.hasOwn(FILES, id);

function thing({ entity, entityId, action, name, number }: Happened, t: Translate): string {
  switch (entity) {
    case "invoice":
      if (number) return t("audit.things.invoice", { number });
      return name === null
        ? t("audit.things.invoiceForSomebody")
        : t("audit.things.invoiceFor", { client: name });
    case "client":
      return name ? t("audit.things.client", { name }) : t("audit.things.aClient");
    case "tenant":
      return t(action === "tenant.created" ? "audit.things.business" : "audit.things.settings");
    case "tax_rate":
      return name ? t("audit.things.taxRate", { name }) : t("audit.things.aTaxRate");
    case "number_series":
      return name ? t("audit.things.numbering", { name }) : t("audit.things.aNumbering");
    case "export":
      return t(isFile(entityId) ? FILES[entityId] : "audit.things.export");
    case "erasure":
      return t("audit.things.erasure");
    case "retention":
      return t("audit.things.retention");
    case "import":
      return t("audit.things.import");
    case "membership":
      return name ? t("audit.things.member", { name }) : t("audit.things.aMember");
    case "user":
      return name ?? t("audit.things.somebody");
    default:
      return entity.replaceAll("_", " ");
  }
}

/** What happened, without what it was about: "marked as paid". */
export function verbInWords(action: string, t: Translate, copied = false): string {
  const verb = action.slice(action.indexOf(".") + 1);
  const name = HAPPENED[action] ?? VERBS.find((each) => each === verb);
  // A newer build may have stored what this one has no word for.
  const happened = name ? t(`audit.happened.${name}`) : verb.replaceAll(/[_-]/g, " ");
  return copied ? t("audit.copied", { happened }) : happened;
}

/** What happened: "Invoice INV-2026-0001 marked as paid". */
export const eventInWords = (event: Happened, t: Translate, copied = false): string =>
  t("audit.event", { thing: thing(event, t), happened: verbInWords(event.action, t, copied) });

/** Where the thing is to be found, below /o/:tenant; the settings where it has no page of its own. */
export function pathOf({ entity, entityId }: Pick<Happened, "entity" | "entityId">): string {
  if (entity === "invoice") return `/invoices/${entityId}`;
  if (entity === "client") return `/clients/${entityId}`;
  if (entity === "export" && isFile(entityId)) return entityId === "numbers" ? "/numbers" : "/settings";
  if (entity === "tax_rate") return "/settings/tax-rates";
  if (entity === "export" || entity === "import" || entity === "retention" || entity === "erasure")
    return "/settings/data";
  return entity === "number_series" ? "/settings/numbering" : "/settings";
}
