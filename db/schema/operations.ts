import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** When something that runs beside the requests was last done, in milliseconds UTC. */
export const operations = sqliteTable("operations", {
  name: text("name").primaryKey(),
  at: integer("at").notNull(),
});
