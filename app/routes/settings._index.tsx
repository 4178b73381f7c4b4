import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { parseForm } from "~/http/forms/parse-form";
import { askForPassword, respondToEdit } from "~/http/forms/respond";
import { accountAction, accountLoader } from "~/http/guards/account.server";
import { answerHeaders, loginsUsedUp, waitFor, waitForAddress } from "~/http/guards/password-limits";
import { formWithErrors } from "~/http/guards/tenant.server";
import { logAddress } from "~/http/monitoring/guess-log";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { BusinessList } from "~/modules/accounts/business-list";
import { changeProfile, isAnotherAddress } from "~/modules/accounts/change-profile.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { ownBusinesses } from "~/modules/accounts/own-account.server";
import { ProfileForm, profileLabels } from "~/modules/accounts/profile-form";
import { ProfileSchema } from "~/modules/accounts/schemas";
import { err } from "~/shared/result";

export const meta = titled("accounts.profile.title", "accounts.title");
export const headers = answerHeaders;

export const loader = accountLoader(async ({ db, context }) => {
  const [{ session }, { user, businesses }] = await Promise.all([db.account(), ownBusinesses(db)]);
  return {
    formKey: context.newId(),
    businesses: businesses.map(({ id, name, role }) => ({ id, name, role })),
    values: { name: user.name, email: user.email, version: String(user.version) },
    asksPassword: needsPassword(session, context.now),
  };
});

const PROBLEMS = {
  taken: { email: message("accounts.profile.taken") },
  wrong: { currentPassword: message("accounts.password.wrong") },
} as const;

export const action = accountAction(async ({ request, db, context }) => {
  const form = await parseForm(request, ProfileSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const account = await db.account();
  const isAnother = isAnotherAddress(account, form.value);
  const limited = isAnother ? await loginsUsedUp(context, form, account.user.email) : null;
  if (limited) return limited;
  const saved = await changeProfile(context, db, account, form.value);
  if (isAnother) logAddress(context, account, saved);
  if (saved.kind === "saved") return redirect(withNotice("/settings", "profile-saved"));
  if (saved.kind === "wait") return waitFor(saved.seconds, form);
  if (saved.kind === "addresses") return waitForAddress(saved.seconds, form);
  if (saved.kind === "missing") return askForPassword(form);
  if (saved.kind !== "stale") {
    const fields = Object.entries(PROBLEMS[saved.kind]).map(([name, words]) => [name, [words]]);
    return formWithErrors(form.reply({ fields: Object.fromEntries(fields) }));
  }
  const stored = async () => {
    const { user } = await db.account();
    return { version: user.version, values: { name: user.name, email: user.email } };
  };
  return respondToEdit(err("stale"), form, { to: () => "/settings", stored, labels: profileLabels });
});

export default function Profile() {
  const { formKey, values, asksPassword, businesses } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <FormOrConflict
      conflict={answer?.conflict}
      formKey={formKey}
      cancelTo="/settings"
      submitLabel={t("accounts.profile.button")}
    >
      <ProfileForm
        key={values.version}
        formKey={formKey}
        values={values}
        asksPassword={asksPassword}
        lastResult={answer?.result}
      />
      <BusinessList businesses={businesses} />
    </FormOrConflict>
  );
}
