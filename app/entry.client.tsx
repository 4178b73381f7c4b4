import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { MonitoringContext, monitoringOfPage } from "~/http/monitoring/monitoring";
import { startMonitoring } from "~/http/monitoring/start-monitoring";
import { CATALOGUE_LINK } from "~/i18n/catalogue-file";
import { LanguageProvider } from "~/i18n/language";
import { loadCatalogue } from "~/i18n/load-catalogue";
import { piecesIn } from "~/i18n/translate";

const monitoring = monitoringOfPage();
startMonitoring(monitoring);

const { lang: tag } = document.documentElement;
const file = document.getElementById(CATALOGUE_LINK)?.getAttribute("href") ?? undefined;

// Without its texts the page stays as the server made it: it works without scripts too.
loadCatalogue(tag).then((catalogue) => {
  const language = { tag, piecesOf: piecesIn(tag, catalogue), file };
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <MonitoringContext.Provider value={monitoring}>
          <LanguageProvider value={language}>
            <RemixBrowser />
          </LanguageProvider>
        </MonitoringContext.Provider>
      </StrictMode>,
    );
  });
});
