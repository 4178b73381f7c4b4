/**
 * The pages that the nearest copy alone may answer, for whoever was proved a few seconds ago (docs/decisions/050). What is not among them asks
 * the primary always: pages about people, the trail, security, exports and erasure, and each new one until somebody thought about it.
 */
const NEAR_PAGES: ReadonlySet<string> = new Set([
  "routes/o.$tenant._index",
  "routes/o.$tenant.clients._index",
  "routes/o.$tenant.clients.new",
  "routes/o.$tenant.clients.$client",
  "routes/o.$tenant.clients.$client_.edit",
  "routes/o.$tenant.invoices._index",
  "routes/o.$tenant.invoices.new",
  "routes/o.$tenant.invoices.$invoice",
  "routes/o.$tenant.invoices.$invoice_.edit",
  "routes/o.$tenant_.invoices.$invoice.print",
  "routes/o.$tenant.numbers",
  "routes/o.$tenant.settings._index",
  "routes/o.$tenant.settings.formats",
  "routes/o.$tenant.settings.numbering",
  "routes/o.$tenant.settings.payment",
  "routes/o.$tenant.settings.tax-rates._index",
  "routes/o.$tenant.settings.tax-rates.$rate",
  "routes/o.$tenant.settings.tax-rates.new",
]);

export const isNearPage = (routeId: string): boolean => NEAR_PAGES.has(routeId);
