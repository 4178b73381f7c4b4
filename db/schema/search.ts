import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, tenantId } from "./columns";

/** The number of a business in the rowids of its search entries. */
export const searchSpaces = sqliteTable("search_spaces", {
  number: integer("number").primaryKey(),
  tenantId: tenantId(),
});

/** Which invoice an entry of `invoice_search` is about; kept by triggers. The newest has the highest id. */
export const invoiceSearchRows = sqliteTable("invoice_search_rows", {
  id: integer("id").primaryKey(),
  tenantId: tenantId(),
  invoiceId: id("invoice_id"),
});

/** Which client an entry of `client_search` is about; kept by triggers. */
export const clientSearchRows = sqliteTable("client_search_rows", {
  id: integer("id").primaryKey(),
  tenantId: tenantId(),
  clientId: id("client_id"),
});

/** How a letter is written in a key that names are sorted by: app/domain/clients/order-key.ts made the rows. */
export const letterFolds = sqliteTable("letter_folds", {
  letter: text("letter").primaryKey(),
  base: text("base").notNull(),
});
