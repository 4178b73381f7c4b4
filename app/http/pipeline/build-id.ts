/** Which build this is: the commit it was made of (vite.config.ts). Sentry's release, and what /api/health says. */
export const BUILD_ID: string = import.meta.env.VITE_BUILD_ID ?? "development";
