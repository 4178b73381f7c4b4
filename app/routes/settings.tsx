import { Form, Outlet, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { AppShell, menuItemStyle } from "~/components/app-shell";
import { Flash } from "~/components/flash";
import { errorWithin } from "~/http/errors/error-view";
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

type FrameProps = Awaited<ReturnType<typeof loader>> & { notice?: ReactNode; children: ReactNode };

function Frame({ user, businesses, notice, children }: FrameProps) {
  const t = useT();
  const only = businesses.length === 1;
  return (
    <AppShell
      home={{ name: businesses[0]?.name ?? "Gapless", to: "/" }}
      printedFor={user.name}
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
      notice={notice}
    >
      {children}
    </AppShell>
  );
}

export default function AccountLayout() {
  const notice = useNotice();
  return (
    <Frame {...useLoaderData<typeof loader>()} notice={notice ? <Flash {...notice} /> : null}>
      <AccountPage>
        <Outlet />
      </AccountPage>
    </Frame>
  );
}

export const ErrorBoundary = errorWithin("routes/settings", Frame);
