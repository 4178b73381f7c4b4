import { redirect } from "@remix-run/cloudflare";
import { localeOf } from "~/domain/tenants/locale";
import { tenantLoader } from "~/http/guards/tenant.server";
import { reportError } from "~/http/monitoring/report.server";
import { insteadOfFile, isHead } from "~/http/pipeline/download";
import { streamOf } from "~/http/pipeline/stream";
import { languageOf } from "~/i18n/catalogues.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { archive } from "~/modules/exports/archive.server";
import { takeEverything } from "~/modules/exports/take-everything.server";
import { invoiceDocument } from "~/modules/invoices/document/invoice-document.server";
import { invoiceFile } from "~/modules/invoices/document/invoice-file";
import { attachment } from "~/shared/csv";
import { todayIn } from "~/shared/dates";

const TYPE = { "Content-Type": "application/zip" };

/**
 * The whole business as one archive, made while it is read. Without a password of the last 15 minutes: back to where it is asked for. The
 * trail says that it was taken along before anything of it is read.
 */
/** For programs and auditors: the same for everybody. */
const ENGLISH = languageOf("en");

export const loader = tenantLoader(async ({ db, openPatient, context, tenant, request }) => {
  const page = `/o/${tenant}/settings/data`;
  const instead = insteadOfFile(request, page);
  if (instead) return instead;
  if (isHead(request)) {
    const { session } = await db.require("business:export");
    return needsPassword(session, context.now) ? redirect(page) : new Response(null, { headers: TYPE });
  }
  const access = await takeEverything(db);
  if (!access) return redirect(page);
  const locale = localeOf(access.tenant);
  const pieces = archive(openPatient(), access, {
    now: context.now,
    document: (detail, business) =>
      invoiceFile(invoiceDocument(detail, business, locale, ENGLISH.t), locale, ENGLISH),
  });
  const today = todayIn(access.tenant.timeZone, context.now);
  return new Response(
    streamOf(pieces, (error) => reportError(context, error, { where: "request" }, request)),
    {
      headers: {
        ...TYPE,
        "Content-Disposition": attachment(`Gapless ${access.tenant.name} ${today}.zip`),
      },
    },
  );
});
