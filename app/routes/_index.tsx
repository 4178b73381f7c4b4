import { type MetaFunction, redirect } from "@remix-run/cloudflare";
import { LinkButton } from "~/components/link-button";
import { PublicShell } from "~/components/public-shell";
import { TextLink } from "~/components/text-link";
import { openLoader } from "~/http/guards/open.server";
import { useT } from "~/i18n/language";
import { signedIn } from "~/modules/accounts/sessions.server";

export const meta: MetaFunction = () => {
  // Remix calls it while it renders <Meta>.
  const t = useT();
  return [
    { title: t("accounts.start.title") },
    { name: "description", content: t("accounts.start.description") },
  ];
};

export const loader = openLoader(async ({ context }) => {
  const person = await signedIn(context);
  const first = person?.tenants[0];
  // Whoever is in no business (any more) has an account, and its page says so.
  if (person) throw redirect(first ? `/o/${first.id}` : "/settings");
  return null;
});

const PROMISES = ["numbers", "totals", "frozen", "apart"] as const;

export default function Index() {
  const t = useT();
  return (
    <PublicShell
      brand="Gapless"
      width="page"
      nav={<TextLink to="/login">{t("accounts.logIn.title")}</TextLink>}
    >
      <div className="grid gap-12 py-8 sm:gap-16 sm:py-16">
        <div className="grid max-w-text gap-5">
          <h1 className="text-3xl font-semibold tracking-tight text-balance">
            {t("accounts.start.headline")}
          </h1>
          <p className="text-lg text-pretty text-ink-muted">{t("accounts.start.lead")}</p>
          <div className="cluster">
            <LinkButton to="/register" variant="primary">
              {t("accounts.register.title")}
            </LinkButton>
            <LinkButton to="/login">{t("accounts.logIn.title")}</LinkButton>
          </div>
        </div>
        <ul className="grid gap-6 sm:grid-cols-2">
          {PROMISES.map((promise) => (
            <li key={promise} className="grid content-start gap-1.5 border-t border-line pt-4">
              <h2 className="font-semibold">{t(`accounts.start.${promise}.title`)}</h2>
              <p className="text-pretty text-ink-muted">{t(`accounts.start.${promise}.text`)}</p>
            </li>
          ))}
        </ul>
      </div>
    </PublicShell>
  );
}
