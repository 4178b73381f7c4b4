import { redirect } from "@remix-run/cloudflare";
import { reportError } from "~/http/report.server";
import { streamOf } from "~/http/stream";
import { tenantLoader } from "~/http/tenant.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { archive } from "~/modules/exports/archive.server";
import { invoiceDocument } from "~/modules/invoices/invoice-document.server";
import { invoiceFile } from "~/modules/invoices/invoice-file";
import { attachment } from "~/modules/tenants/csv";
import { localeOf } from "~/modules/tenants/locale";
import { todayIn } from "~/shared/dates";

/** The whole business as one archive, made while it is read. Without a password of the last 15 minutes: back to where it is asked for. */
export const loader = tenantLoader(async ({ db, openPatient, context, tenant, request }) => {
  const access = await db.require("business:export");
  if (needsPassword(access.session, context.now)) return redirect(`/o/${tenant}/settings/data`);
  const locale = localeOf(access.tenant);
  const pieces = archive(openPatient(), access, {
    now: context.now,
    document: (detail, business) => invoiceFile(invoiceDocument(detail, business, locale), locale),
  });
  const today = todayIn(access.tenant.timeZone, context.now);
  return new Response(
    streamOf(pieces, (error) => reportError(context, error, { where: "request" }, request)),
    {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": attachment(`Gapless ${access.tenant.name} ${today}.zip`),
      },
    },
  );
});
