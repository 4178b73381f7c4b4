import { createContext, useContext } from "react";

/** What the browser's reporter has to know. */
export interface Monitoring {
  readonly dsn: string;
  readonly environment: string;
  /** The share of page loads that are traced, 0 to 1. */
  readonly traces: number;
  readonly release: string;
  /** Of the request that the page came with. */
  readonly requestId: string;
  readonly user?: string;
}

/** As the page carries it, in a meta element of this name; null where nothing is reported. */
export const MONITORING = "monitoring";
export const MonitoringContext = createContext<string | null>(null);
export const useMonitoring = (): string | null => useContext(MonitoringContext);

/** The settings of the page that the browser has loaded. */
export const monitoringOfPage = (): string | null =>
  document.querySelector<HTMLMetaElement>(`meta[name=${MONITORING}]`)?.content ?? null;
