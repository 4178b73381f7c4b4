import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, tenantId } from "./columns";

/** The number of a business in the rowids of its search entries. */
export const searchSpaces = sqliteTable("search_spaces", {
  number: integer("number").primaryKey(),
  tenantId: tenantId(),
});

/**
 * Which invoice an entry is about, and what it is found by (0053); kept by triggers. The newest has the highest id. Amounts in thousandths
 * of a unit of their currency, without a minus.
 */
export const invoiceSearchRows = sqliteTable("invoice_search_rows", {
  id: integer("id").primaryKey(),
  tenantId: tenantId(),
  invoiceId: id("invoice_id"),
  text: text("text"),
  sequence: integer("sequence"),
  gross: integer("gross"),
  net: integer("net"),
  due: integer("due"),
});

/** Which client an entry is about, and what it is found by; kept by triggers. */
export const clientSearchRows = sqliteTable("client_search_rows", {
  id: integer("id").primaryKey(),
  tenantId: tenantId(),
  clientId: id("client_id"),
  text: text("text"),
});

/** In `operations`: every entry has its text by now (db/unscoped/fill-search.ts). */
export const SEARCH_FILLED = "search-filled";

/** How a letter is written in what is searched through, where a key has it otherwise: app/domain/search/fold.ts made the rows. */
export const searchFolds = sqliteTable("search_folds", {
  letter: text("letter").primaryKey(),
  base: text("base").notNull(),
});

/** How a letter is written in a key that names are sorted by: app/domain/clients/order-key.ts made the rows. */
export const letterFolds = sqliteTable("letter_folds", {
  letter: text("letter").primaryKey(),
  base: text("base").notNull(),
});
