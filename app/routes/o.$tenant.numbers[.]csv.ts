import { tenantLoader } from "~/http/tenant.server";
import { attachment } from "~/modules/tenants/csv";
import { numbersCsv } from "~/modules/tenants/numbers-csv.server";
import { todayIn } from "~/shared/dates";

/** Every number of every series, to keep or to hand to an accountant. */
export const loader = tenantLoader(async ({ db, context }) => {
  const [access, csv] = await Promise.all([db.require("business:read"), numbersCsv(db)]);
  const today = todayIn(access.tenant.timeZone, context.now);
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": attachment(`Numbers ${access.tenant.name} ${today}.csv`),
    },
  });
});
