import { redirect } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConfirmButton } from "~/components/confirm-button";
import { FormKey } from "~/components/form-key";
import { FormProblems } from "~/components/form-problems";
import { localeOf } from "~/domain/tenants/locale";
import { withNotice } from "~/http/forms/notice";
import { parseForm } from "~/http/forms/parse-form";
import { accountAction, accountLoader } from "~/http/guards/account.server";
import { formWithErrors } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { endSessions, ownBusinesses, ownSessions } from "~/modules/accounts/own-account.server";
import { EndSessionSchema } from "~/modules/accounts/schemas";
import { SessionList } from "~/modules/accounts/session-list";
import { sessionRows } from "~/modules/accounts/session-rows";
import { clockOf } from "~/modules/audit/clock";

export const meta = titled("accounts.sessions.title", "accounts.title");

export const loader = accountLoader(async ({ db, context }) => {
  const [{ sessions, thisId }, { businesses }] = await Promise.all([ownSessions(db), ownBusinesses(db)]);
  // A person has no time zone of their own: their first business's is the likeliest.
  const [first = { timeZone: "UTC", locale: "en-GB" }] = businesses;
  const clock = clockOf(first.timeZone, localeOf(first));
  return {
    formKey: context.newId(),
    timeZone: first.timeZone,
    rows: sessionRows(sessions, thisId, clock.moment).map((row) => ({
      ...row,
      formKey: context.newId(),
    })),
  };
});

export const action = accountAction(async ({ request, db }) => {
  const form = await parseForm(request, EndSessionSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  await endSessions(db, form.value);
  const done = form.value.intent === "end" ? "session-ended" : "sessions-ended";
  return redirect(withNotice("/settings/sessions", done));
});

export default function Sessions() {
  const t = useT();
  const { formKey, timeZone, rows } = useLoaderData<typeof loader>();
  const endOthers =
    rows.length > 1 ? (
      <Form method="post">
        <FormKey value={formKey} which={{ intent: "end-others" }} />
        <ConfirmButton
          label={t("accounts.sessions.endOthers")}
          question={t("accounts.sessions.endOthersQuestion")}
          confirmLabel={t("accounts.sessions.endOthersConfirm")}
          name="intent"
          value="end-others"
        />
      </Form>
    ) : null;
  return (
    <>
      <FormProblems result={useActionData<typeof action>()?.result} />
      <Card
        title={t("accounts.sessions.title")}
        description={t("accounts.sessions.description", { timeZone: timeZone.replaceAll("_", " ") })}
        actions={endOthers}
        flush
      >
        <SessionList rows={rows} />
      </Card>
    </>
  );
}
