import { listGaps, listRuns, listStrays } from "@db/queries/number-proof";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { StatusBadge } from "~/components/status-badge";
import { proofOf, runRows } from "~/domain/numbering/runs";
import { tenantLoader } from "~/http/guards/tenant.server";

export const meta: MetaFunction = () => [{ title: "Numbers · Gapless" }];

export const loader = tenantLoader(async ({ db, tenant }) => {
  const [, runs, gaps, strays] = await Promise.all([
    db.require("business:read"),
    listRuns(db),
    listGaps(db),
    listStrays(db),
  ]);
  return {
    base: `/o/${tenant}`,
    rows: runRows(runs, gaps),
    proof: proofOf(runs),
    strays: strays.flatMap(({ number }) => number ?? []),
  };
});

type Proof = ReturnType<typeof proofOf>;

function Verdict({ proof, strays }: { proof: Proof; strays: string[] }) {
  if (proof.missing === 0 && strays.length === 0) {
    const kept = proof.given - proof.purged;
    const words =
      proof.purged > 0
        ? `All ${kept} numbers that have to be kept are there, each with its invoice. ${proof.purged} more were deleted when their time was over.`
        : proof.given === 1
          ? "The one number given is there."
          : `All ${proof.given} numbers given are there, each with its invoice.`;
    return (
      <Alert tone="positive" title="No number is missing">
        {words}
      </Alert>
    );
  }
  return (
    <Alert tone="danger" title="The numbers are not whole">
      {proof.missing === 0 ? null : (
        <p>{`${Math.abs(proof.missing)} of ${proof.given} numbers given have no invoice.`}</p>
      )}
      {strays.length === 0 ? null : <p>{`Outside of every run: ${strays.join(", ")}.`}</p>}
      <p>Keep this page and the download, and ask whoever runs this program for you.</p>
    </Alert>
  );
}

export default function Numbers() {
  const { base, rows, proof, strays } = useLoaderData<typeof loader>();
  const download = (
    <LinkButton to={`${base}/numbers.csv`} reloadDocument download icon="download">
      Download CSV
    </LinkButton>
  );
  const nothing = proof.given === 0 && strays.length === 0;
  return (
    <Page
      title="Numbers"
      back={{ to: `${base}/invoices`, label: "Invoices" }}
      description="Every run of invoice numbers, counted from the invoices themselves just now."
      actions={nothing ? null : download}
    >
      {nothing ? (
        <EmptyState icon="document" title="No number was given yet">
          The first invoice that you issue gets the first number; then the proof that none is missing is here.
        </EmptyState>
      ) : (
        <>
          <Verdict proof={proof} strays={strays} />
          <Card flush>
            <DataTable
              caption="Runs of invoice numbers"
              rows={rows}
              rowKey={({ key }) => key}
              columns={[
                { header: "Series", cell: ({ pattern }) => <span className="font-mono">{pattern}</span> },
                { header: "Period", cell: ({ period }) => period },
                { header: "First", cell: ({ first }) => <span className="figures">{first}</span> },
                { header: "Last", cell: ({ last }) => <span className="figures">{last}</span> },
                { header: "Invoices", align: "end", cell: ({ invoices }) => invoices },
                {
                  header: "Missing",
                  cell: ({ missing }) =>
                    missing ? <StatusBadge tone="danger">{missing}</StatusBadge> : "None",
                },
              ]}
            />
          </Card>
        </>
      )}
    </Page>
  );
}
