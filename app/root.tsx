import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";
import type { ReactNode } from "react";
import { pageCountOnRoot } from "~/components/printed";
import { PublicShell } from "~/components/public-shell";
import { ErrorView } from "~/http/errors/error-view";
import { useLastForm } from "~/http/forms/last-form";
import { MONITORING, useMonitoring } from "~/http/monitoring/monitoring";
import { useNonce } from "~/http/pipeline/nonce";
import { CatalogueLinks, useLanguage, useT } from "~/i18n/language";
import stylesheet from "~/styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta: MetaFunction = () => [{ title: "Gapless" }];

export async function loader({ context }: LoaderFunctionArgs) {
  return { requestId: context.requestId };
}

/** The request id of the page is that of the load that rendered it; nothing else here changes. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const monitoring = useMonitoring();
  const { tag } = useLanguage();
  const t = useT();
  return (
    <html lang={tag} {...pageCountOnRoot(t)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {monitoring ? <meta name={MONITORING} content={monitoring} /> : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <CatalogueLinks />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useLastForm();
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <PublicShell brand="Gapless">
      <ErrorView />
    </PublicShell>
  );
}
