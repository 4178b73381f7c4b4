import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { MonitoringContext, monitoringOfPage } from "~/http/monitoring/monitoring";
import { startMonitoring } from "~/http/monitoring/start-monitoring";

const monitoring = monitoringOfPage();
startMonitoring(monitoring);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MonitoringContext.Provider value={monitoring}>
        <RemixBrowser />
      </MonitoringContext.Provider>
    </StrictMode>,
  );
});
