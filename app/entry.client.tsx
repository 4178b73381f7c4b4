import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { MonitoringContext, monitoringOfPage } from "~/http/monitoring/monitoring";
import { startMonitoring } from "~/http/monitoring/start-monitoring";
import { filesOfPage } from "~/i18n/catalogue-file";
import { LanguageProvider } from "~/i18n/language";
import { languageInBrowser } from "~/i18n/load-catalogue";

const monitoring = monitoringOfPage();
startMonitoring(monitoring);

const { lang: tag } = document.documentElement;
const files = filesOfPage();
const { piecesOf, load, loadAll } = languageInBrowser(tag);
const language = { tag, piecesOf, files: () => files };

// Until its texts are there the page stays as the server made it: it works without scripts too.
load(files.map(({ area }) => area)).then(() => {
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
  // Behind the page itself, when there is nothing more urgent.
  window.setTimeout(loadAll, 2_000);
});
