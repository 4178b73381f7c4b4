import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, id, instant, timestamps, version } from "./columns";

export const users = sqliteTable("users", {
  id: id().primaryKey(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  version: version(),
  ...timestamps(),
});

export const sessions = sqliteTable("sessions", {
  /** base64url(SHA-256(token)): the token itself is only in the browser. */
  tokenHash: text("token_hash").primaryKey(),
  id: id(),
  userId: id("user_id"),
  remembered: flag("remembered").notNull(),
  createdAt: instant("created_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  idleExpiresAt: instant("idle_expires_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  /** When the password was last given in this session. */
  passwordAt: instant("password_at").notNull(),
  userAgent: text("user_agent"),
  ipAddress: text("ip_address"),
  country: text("country"),
});
