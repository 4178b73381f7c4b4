import { RemixBrowser } from "@remix-run/react";
import { type ReactNode, StrictMode, startTransition, useEffect, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { MonitoringContext, monitoringOfPage } from "~/http/monitoring/monitoring";
import { startMonitoring } from "~/http/monitoring/start-monitoring";
import { filesOfPage } from "~/i18n/catalogue-file";
import { LanguageProvider, type Spoken } from "~/i18n/language";
import { languageInBrowser } from "~/i18n/load-catalogue";

const monitoring = monitoringOfPage();
startMonitoring(monitoring);

const { lang: tag } = document.documentElement;
const files = filesOfPage();
const { piecesOf, load, loadAll, subscribe } = languageInBrowser(tag);
const spoken = (): Spoken => ({ tag, piecesOf, files: () => files });

/** Draws the page anew when texts have come that it did not have. */
function Language({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(spoken);
  useEffect(() => subscribe(() => setLanguage(spoken)), []);
  return <LanguageProvider value={language}>{children}</LanguageProvider>;
}

// Until its texts are there the page stays as the server made it: it works without scripts too.
load(files.map(({ area }) => area)).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <MonitoringContext.Provider value={monitoring}>
          <Language>
            <RemixBrowser />
          </Language>
        </MonitoringContext.Provider>
      </StrictMode>,
    );
  });
  // Behind the page itself: what it says when a form is wrong, or when it leads to another.
  void loadAll();
});
