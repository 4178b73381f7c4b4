import { Form, Outlet, useLoaderData } from "@remix-run/react";
import { AppShell, menuItemStyle } from "~/components/app-shell";
import { Flash } from "~/components/flash";
import { useNotice } from "~/http/forms/notice";
import { accountLoader } from "~/http/guards/account.server";
import { answerHeaders } from "~/http/guards/password-limits";
import { useT } from "~/i18n/language";
import { AccountPage } from "~/modules/accounts/account-page";
import { ownBusinesses } from "~/modules/accounts/own-account.server";

/** The frame of the person's own pages: of no business, with a way back to each. */
export const loader = accountLoader(async ({ db }) => {
  const { user, businesses } = await ownBusinesses(db);
  return {
    user: { id: user.id, name: user.name, email: user.email },
    businesses: businesses.map(({ id, name }) => ({ id, name })),
  };
});

/** The wait after too many guesses (Retry-After) is in the action's answer. */
export const headers = answerHeaders;

export default function AccountLayout() {
  const { user, businesses } = useLoaderData<typeof loader>();
  const t = useT();
  const notice = useNotice();
  const only = businesses.length === 1;
  return (
    <AppShell
      home={{ name: businesses[0]?.name ?? "Gapless", to: "/" }}
      items={businesses.map(({ id, name }) => ({
        to: `/o/${id}`,
        label: only ? t("accounts.businesses.dashboard") : name,
        icon: "home",
      }))}
      menu={{
        label: user.name,
        detail: user.email,
        links: [{ to: "/settings", label: t("accounts.title") }],
      }}
      signOut={
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className={menuItemStyle}>
            {t("accounts.logOut.button")}
          </button>
        </Form>
      }
      notice={notice ? <Flash message={notice.message} dismissTo={notice.dismissTo} /> : null}
    >
      <AccountPage>
        <Outlet />
      </AccountPage>
    </AppShell>
  );
}
