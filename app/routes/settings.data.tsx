import { soleBusinesses } from "@db/unscoped/erase-user";
import { type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { parseForm } from "~/http/forms/parse-form";
import { accountAction, accountLoader } from "~/http/guards/account.server";
import { passwordAgain } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors } from "~/http/guards/tenant.server";
import { ownGuessBucket } from "~/modules/accounts/check-password.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { clearedSessionCookie } from "~/modules/accounts/session-token.server";
import { eraseAccount } from "~/modules/erasure/erase-account.server";
import { EraseForm } from "~/modules/erasure/erase-form";
import { EraseSchema } from "~/modules/erasure/schemas";

export const meta: MetaFunction = () => [{ title: "Your data · Your account · Gapless" }];
export const headers = answerHeaders;

export const loader = accountLoader(async ({ db, context }) => {
  const [{ session }, { rows }] = await Promise.all([db.account(), soleBusinesses(db)]);
  return {
    formKey: context.newId(),
    asksPassword: needsPassword(session, context.now),
    owned: rows.map(({ id, name }) => ({ id, name })),
  };
});

const OWNED =
  "You are the only owner of a business. Make somebody else an owner, or erase the business first.";

export const action = accountAction(async ({ request, db, context }) => {
  const form = await parseForm(request, EraseSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { user } = await db.account();
  const refused = await passwordAgain(context, form, form.value.currentPassword);
  if (refused) return refused;
  const bucket = ownGuessBucket(context.config, user.id);
  if (!(await eraseAccount(db, bucket))) return formWithErrors(form.reply({ form: [OWNED] }), 409);
  return redirect("/", { headers: { "Set-Cookie": clearedSessionCookie() } });
});

export default function YourData() {
  const { formKey, asksPassword, owned } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Card
        title="What is stored about you"
        description="Your profile, your businesses, where you are logged in, and what you did in them, as one file."
      >
        <LinkButton to="/settings/data.json" reloadDocument download icon="download">
          Download my data
        </LinkButton>
      </Card>
      <Card
        title="Delete your account"
        description="Your name, address, password and sessions go at once. Where the trail of a business tells of you it says “Former user” from then on, until those entries go too."
      >
        <div className="stack">
          {owned.length > 0 ? (
            <Alert tone="warning" title="Not yet">
              {OWNED} {`It is about: ${owned.map(({ name }) => name).join(", ")}.`}
            </Alert>
          ) : null}
          <EraseForm
            formKey={formKey}
            asksPassword={asksPassword}
            meant="Yes, delete my account"
            button="Delete account"
            cancelTo="/settings"
            lastResult={answer?.result}
          />
        </div>
      </Card>
    </>
  );
}
