import { useLocation, useMatches } from "@remix-run/react";
import { browserTracingIntegration } from "@sentry/remix";
import { useEffect } from "react";

/** Times the load of the page that it is added to. */
export const tracing = () =>
  browserTracingIntegration({ useEffect, useLocation, useMatches, instrumentNavigation: false });
