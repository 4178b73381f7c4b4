import type { Series } from "@db/queries/series";
import { changeNumbering } from "@db/queries/series-writes";
import type { AuditEntry, Changes, Refusal, TenantDb, Written } from "@db/tenant-db";
import type { NextNumber } from "~/domain/numbering/next-number";
import { formatNumber } from "~/domain/numbering/pattern";
import type { CivilDate } from "~/shared/dates";
import type { Result } from "~/shared/result";

export interface NumberingRequest {
  /** The active series as the form saw it. */
  readonly active: Pick<Series, "id" | "pattern"> & { readonly version: number };
  readonly series: readonly Pick<Series, "id" | "version">[];
  readonly wanted: NextNumber;
  /** The sequence of the next invoice. */
  readonly next: number;
  readonly today: CivilDate;
  /** For a pattern that the business never had. */
  readonly newId: string;
}

/** What the trail says: each series that changed, at the version that it then has. */
function auditOf({ active, series, wanted, next }: NumberingRequest, id: string): AuditEntry[] {
  const raised: Changes =
    next > wanted.lowest ? { next: [wanted.lowest, next], period: [wanted.period, wanted.period] } : {};
  const common = { entity: "number_series", entityId: id } as const;
  if (id === active.id)
    return [
      { ...common, action: "number_series.raised", entityVersion: active.version + 1, changes: raised },
    ];
  const known = series.find((row) => row.id === id);
  return [
    {
      action: "number_series.retired",
      entity: "number_series",
      entityId: active.id,
      entityVersion: active.version + 1,
      changes: { isActive: [true, false] },
    },
    {
      ...common,
      action: known ? "number_series.resumed" : "number_series.created",
      entityVersion: (known?.version ?? 0) + 1,
      changes: {
        pattern: [active.pattern, wanted.pattern.pattern],
        isActive: [known ? false : null, true],
        ...raised,
      },
    },
  ];
}

/** Numbers invoices by the wanted pattern from `next` on; what is so already changes nothing. Refusals: see changeNumbering. */
export async function saveNumbering(
  db: TenantDb,
  request: NumberingRequest,
): Promise<Result<Written, Refusal>> {
  const { active, series, wanted, next, today } = request;
  const id = wanted.seriesId ?? request.newId;
  const { guards, changes } = changeNumbering({
    from: active,
    to: { id, ...wanted.pattern },
    period: wanted.period,
    next,
    number: formatNumber(wanted.pattern, { sequence: next, issueDate: today }),
    compared: series.map((known) => known.id),
  });
  const same = id === active.id && next === wanted.lowest;
  return db.write({
    permission: "business:write",
    result: id,
    guards,
    changes: same ? () => [] : changes,
    audit: same ? [] : auditOf(request, id),
  });
}
