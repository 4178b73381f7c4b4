/**
 * The headers that send a request to one version of a Worker that is in the deployment, even with 0 % of the requests.
 * https://developers.cloudflare.com/workers/versions-and-deployments/version-overrides/
 * @param {string} [worker] its name @param {string} [version]
 * @returns {Record<string, string>}
 */
export const toVersion = (worker, version) =>
  worker && version ? { "Cloudflare-Workers-Version-Overrides": `${worker}="${version}"` } : {};
