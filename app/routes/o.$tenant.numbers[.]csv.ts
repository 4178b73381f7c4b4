import { tenantLoader } from "~/http/guards/tenant.server";
import { insteadOfFile, isHead } from "~/http/pipeline/download";
import { numbersCsv } from "~/modules/numbering/numbers-csv.server";
import { attachment } from "~/shared/csv";
import { todayIn } from "~/shared/dates";

const TYPE = { "Content-Type": "text/csv; charset=utf-8" };

/** Every number of every series, to keep or to hand to an accountant. */
export const loader = tenantLoader(async ({ request, db, context, tenant }) => {
  const instead = insteadOfFile(request, `/o/${tenant}/numbers`);
  if (instead) return instead;
  if (isHead(request)) {
    await db.require("business:read");
    return new Response(null, { headers: TYPE });
  }
  const { access, csv } = await numbersCsv(db);
  const today = todayIn(access.tenant.timeZone, context.now);
  return new Response(csv, {
    headers: { ...TYPE, "Content-Disposition": attachment(`Numbers ${access.tenant.name} ${today}.csv`) },
  });
});
