/** What events can be about, for the filter. */
export const entityNames: Readonly<Record<string, string>> = {
  invoice: "Invoices",
  client: "Clients",
  tenant: "Business",
  tax_rate: "Tax rates",
  number_series: "Numbering",
  membership: "Members",
  user: "Names of members",
  export: "Exports",
  import: "Imports",
  retention: "Retention",
  erasure: "Erasure",
};

/** What can have happened, for the filter. */
export const verbNames: Readonly<Record<string, string>> = {
  created: "Added",
  changed: "Changed",
  issued: "Issued",
  paid: "Marked as paid",
  unpaid: "Payment undone",
  archived: "Archived",
  restored: "Brought back",
  raised: "Next number raised",
  resumed: "Numbering resumed",
  retired: "Numbering ended",
  removed: "Removed",
  left: "Left",
  prepared: "Prepared",
  downloaded: "Downloaded",
  stored: "Stored",
  purged: "Deleted by the daily job",
  erased: "Erased",
  asked: "Asked for",
  undone: "Taken back",
};

const PAST: Readonly<Record<string, string>> = {
  purged: "deleted",
  asked: "asked for",
  undone: "taken back",
  "membership.left": "left the business",
  "user.changed": "changed their own profile",
  "retention.changed": "kept for another time",
  "tenant.erased": "and with them all that has not to be kept: erased",
  created: "added",
  paid: "marked as paid",
  unpaid: "open again, payment undone",
  restored: "brought back",
  "invoice.created": "drafted",
  "tenant.created": "opened",
  "number_series.created": "begun",
  "number_series.raised": "goes on at a higher number",
  "number_series.resumed": "in use again",
  "number_series.retired": "no longer in use",
};

interface Happened {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly name: string | null;
  readonly number: string | null;
}

/** What was taken along, by the event's entity id; everything is known by the business's own. */
const FILES: Readonly<Record<string, string>> = { numbers: "List of numbers", "own-data": "Own data" };

const thing = ({ entity, entityId, action, name, number }: Happened): string => {
  switch (entity) {
    case "invoice":
      return number ? `Invoice ${number}` : `Invoice for ${name ?? "a client"}`;
    case "client":
      return `Client ${name ?? ""}`.trim();
    case "tenant":
      return action === "tenant.created" ? "Business" : "Settings";
    case "tax_rate":
      return `Tax rate ${name ?? ""}`.trim();
    case "number_series":
      return `Numbering ${name ?? ""}`.trim();
    case "export":
      return FILES[entityId] ?? "Export of everything";
    case "erasure":
      return "Erasure of the business";
    case "retention":
      return "What was kept long enough";
    case "import":
      return "Archive of another installation";
    case "membership":
      return `Member ${name ?? ""}`.trim();
    case "user":
      return name ?? "A member";
    default:
      return entity.replaceAll("_", " ");
  }
};

/** What happened, without what it was about: "marked as paid". */
export function verbInWords(action: string, copied = false): string {
  const verb = action.slice(action.indexOf(".") + 1);
  const past = PAST[action] ?? PAST[verb] ?? verb.replaceAll(/[_-]/g, " ");
  return copied ? `${past} as a copy` : past;
}

/** What happened: "Invoice INV-2026-0001 marked as paid". */
export const eventInWords = (event: Happened, copied = false): string =>
  `${thing(event)} ${verbInWords(event.action, copied)}`;

/** Where the thing is to be found, below /o/:tenant; the settings where it has no page of its own. */
export function pathOf({ entity, entityId }: Pick<Happened, "entity" | "entityId">): string {
  if (entity === "invoice") return `/invoices/${entityId}`;
  if (entity === "client") return `/clients/${entityId}`;
  if (entity === "export" && Object.hasOwn(FILES, entityId))
    return entityId === "numbers" ? "/numbers" : "/settings";
  if (entity === "tax_rate") return "/settings/tax-rates";
  if (entity === "export" || entity === "import" || entity === "retention" || entity === "erasure")
    return "/settings/data";
  return entity === "number_series" ? "/settings/numbering" : "/settings";
}
