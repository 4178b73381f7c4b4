import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, id, instant, timestamps, version } from "./columns";

export const users = sqliteTable("users", {
  id: id().primaryKey(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  /** BCP 47; null: whatever the browser asks for. */
  language: text("language"),
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

/** Sessions that are over and no row any more; a trigger writes them. */
export const endedSessions = sqliteTable("ended_sessions", {
  tokenHash: text("token_hash").primaryKey(),
  endedAt: instant("ended_at").notNull(),
});

/** Forms that came when their session was over, until their person logs in again. Never changed. */
export const keptForms = sqliteTable("kept_forms", {
  /** base64url(SHA-256(token)): the token itself is only in the browser, and opens what is sealed. */
  id: text("id").primaryKey(),
  userId: id("user_id"),
  sessionHash: text("session_hash").notNull(),
  /** Where the form goes to: path and query. */
  path: text("path").notNull(),
  nonce: blob("nonce").notNull(),
  sealed: blob("sealed").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** Guesses at a password that were not right, or not known to be yet. */
export const loginAttempts = sqliteTable("login_attempts", {
  /** base64url(HMAC(who is being guessed at, and from where)): never an e-mail address. */
  bucket: text("bucket").primaryKey(),
  failures: integer("failures").notNull(),
  failedAt: instant("failed_at").notNull(),
  blockedUntil: instant("blocked_until").notNull(),
});

/** Browsers that somebody logged in with before; the hash of their cookie. */
export const knownDevices = sqliteTable(
  "known_devices",
  {
    userId: id("user_id"),
    deviceHash: text("device_hash").notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.deviceHash] })],
);
