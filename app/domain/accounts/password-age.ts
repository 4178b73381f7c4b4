/** How long a password that was given is good for, in milliseconds (security.md 6). The batch of a sensitive step asks the database the same. */
export const RECENT_MS = 15 * 60_000;
