import { redirect } from "@remix-run/cloudflare";
import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { Page } from "~/components/page";
import { PublicShell } from "~/components/public-shell";
import { openAction } from "~/http/guards/open.server";
import { settingCookies } from "~/http/pipeline/cookies";
import { titled, useT } from "~/i18n/language";
import { signOut } from "~/modules/accounts/sessions.server";

export const meta = titled("accounts.logOut.title");

export const action = openAction(async ({ context }) => {
  context.log("logout", { user: context.session?.userId });
  context.near?.passes?.end();
  const headers = settingCookies(await signOut(context));
  headers.set("Clear-Site-Data", '"cache", "storage"');
  return redirect("/login", { headers });
});

/** For whoever follows a link here: a GET never changes anything. */
export default function LogOut() {
  const t = useT();
  return (
    <PublicShell brand="Gapless">
      <Page title={t("accounts.logOut.question")}>
        <Form method="post" reloadDocument>
          <Button type="submit">{t("accounts.logOut.button")}</Button>
        </Form>
      </Page>
    </PublicShell>
  );
}
