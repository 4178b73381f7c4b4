import { listGaps, listOutOfOrder, listRuns, listSeriesEvents, listStrays } from "@db/queries/number-proof";
import { useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { StatusBadge } from "~/components/status-badge";
import { proofOf, runRows, skippedStretches } from "~/domain/numbering/runs";
import { localeOf } from "~/domain/tenants/locale";
import { tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { clockOf } from "~/modules/audit/clock";
import { DatesOutOfOrder, SkippedNumbers } from "~/modules/numbering/number-notes";
import { stretchInWords } from "~/modules/numbering/pattern-words";
import { raisesOf } from "~/modules/numbering/raises";
import { formatDate } from "~/shared/format";

export const meta = titled("numbering.runs.title");

export const loader = tenantLoader(async ({ db, tenant }) => {
  const [access, runs, gaps, strays, events, outOfOrder] = await Promise.all([
    db.require("business:read"),
    listRuns(db),
    listGaps(db),
    listStrays(db),
    listSeriesEvents(db),
    listOutOfOrder(db),
  ]);
  const locale = localeOf(access.tenant);
  const clock = clockOf(access.tenant.timeZone, locale);
  return {
    base: `/o/${tenant}`,
    rows: runRows(runs, gaps),
    proof: proofOf(runs),
    strays: strays.flatMap(({ number }) => number ?? []),
    skipped: skippedStretches(runs, raisesOf(events)).map(({ raise, ...stretch }) => ({
      ...stretch,
      raised: raise && { who: raise.who, when: clock.moment(raise.at) },
    })),
    order: outOfOrder.map(({ issueDate, beforeDate, ...row }) => ({
      ...row,
      date: formatDate(issueDate, locale),
      beforeDate: formatDate(beforeDate, locale),
    })),
  };
});

type Proof = ReturnType<typeof proofOf>;

function Verdict({ proof, strays }: { proof: Proof; strays: string[] }) {
  const t = useT();
  if (proof.missing === 0 && strays.length === 0) {
    const kept = proof.given - proof.purged;
    const words =
      proof.purged > 0
        ? t("numbering.runs.allKept", { kept, purged: proof.purged })
        : t("numbering.runs.all", { count: proof.given });
    return (
      <Alert tone="positive" title={t("numbering.runs.whole")}>
        {words}
      </Alert>
    );
  }
  return (
    <Alert tone="danger" title={t("numbering.runs.broken")}>
      {proof.missing === 0 ? null : (
        <p>{t("numbering.runs.missing", { missing: Math.abs(proof.missing), given: proof.given })}</p>
      )}
      {strays.length === 0 ? null : <p>{t("numbering.runs.strays", { numbers: strays.join(", ") })}</p>}
      <p>{t("numbering.runs.ask")}</p>
    </Alert>
  );
}

export default function Numbers() {
  const t = useT();
  const { base, rows, proof, strays, skipped, order } = useLoaderData<typeof loader>();
  const download = (
    <LinkButton to={`${base}/numbers.csv`} reloadDocument download icon="download">
      {t("numbering.runs.download")}
    </LinkButton>
  );
  const nothing = proof.given === 0 && strays.length === 0;
  return (
    <Page
      title={t("numbering.runs.title")}
      back={{ to: `${base}/invoices`, label: t("numbering.runs.back") }}
      description={t("numbering.runs.description")}
      actions={nothing ? null : download}
    >
      {nothing ? (
        <EmptyState icon="document" title={t("numbering.runs.none")}>
          {t("numbering.runs.noneText")}
        </EmptyState>
      ) : (
        <>
          <Verdict proof={proof} strays={strays} />
          <Card flush>
            <DataTable
              caption={t("numbering.runs.caption")}
              rows={rows}
              rowKey={({ key }) => key}
              columns={[
                {
                  header: t("numbering.runs.series"),
                  cell: ({ pattern }) => <span className="font-mono">{pattern}</span>,
                },
                {
                  header: t("numbering.runs.period"),
                  cell: ({ period }) => period || t("numbering.runs.allYears"),
                },
                {
                  header: t("numbering.runs.first"),
                  cell: ({ first, last }) => (
                    <span className="figures">
                      {last === null ? t("numbering.runs.from", { first }) : first}
                    </span>
                  ),
                },
                {
                  header: t("numbering.runs.last"),
                  cell: ({ last }) => <span className="figures">{last ?? t("numbering.runs.noneYet")}</span>,
                },
                { header: t("numbering.runs.invoices"), align: "end", cell: ({ invoices }) => invoices },
                {
                  header: t("numbering.runs.missingHeader"),
                  cell: ({ gaps, missing }) =>
                    gaps.length > 0 || missing !== 0 ? (
                      <StatusBadge tone="danger">
                        {gaps.map((gap) => stretchInWords(gap, t)).join(", ") || String(missing)}
                      </StatusBadge>
                    ) : (
                      t("numbering.runs.noneMissing")
                    ),
                },
              ]}
            />
          </Card>
        </>
      )}
      <SkippedNumbers notes={skipped} />
      <DatesOutOfOrder notes={order} base={base} />
    </Page>
  );
}
