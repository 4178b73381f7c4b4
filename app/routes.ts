import { flatRoutes } from "@remix-run/fs-routes";

/** Named by `npm run proof -- bench` alone: a file with routes of its own, which no other build has. */
const more = process.env.GAPLESS_MORE_ROUTES;

export default more
  ? Promise.all([flatRoutes(), import(/* @vite-ignore */ more)]).then(([routes, { default: others }]) => [
      ...routes,
      ...others,
    ])
  : flatRoutes();
