import { randomBytes } from "node:crypto";
import { Stop } from "./say.mjs";
import { hiddenFields, patiently } from "./visitor.mjs";

/** @typedef {import("./visitor.mjs").Visitor} Visitor */
/** @typedef {import("./visitor.mjs").Answer} Answer */

/** @param {Answer} answer @param {string} what @returns {never} */
export function refuse({ status, headers, text }, what) {
  const words = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  throw new Stop(
    `${what} answered ${status} (request ${headers.get("X-Request-Id") ?? "without an id"}): ${words.slice(0, 200)}`,
  );
}

/**
 * A new account with a business, made as a person makes one. The address is one that can never get mail.
 * @param {Visitor} visitor @param {string} business its name
 * @returns {Promise<string>} where the business is: "/o/01…"
 */
export async function register(visitor, business) {
  const page = await patiently(() => visitor.get("/register"));
  if (page.status !== 200) refuse(page, "/register");
  const answer = await patiently(() =>
    visitor.post("/register", {
      ...hiddenFields(page.text),
      name: "Synthetic Person",
      email: `synthetic-${randomBytes(8).toString("hex")}@gapless.example`,
      businessName: business,
      country: "DE",
      currency: "EUR",
      password: randomBytes(18).toString("base64url"),
    }),
  );
  if (answer.status !== 302 || !answer.location.startsWith("/o/")) refuse(answer, "Creating an account");
  return answer.location;
}

/** @param {Visitor} visitor @param {{ email: string, password: string }} account @returns {Promise<string>} where its business is */
export async function logIn(visitor, { email, password }) {
  const page = await patiently(() => visitor.get("/login"));
  const answer = await patiently(() =>
    visitor.post("/login", { ...hiddenFields(page.text), email, password }),
  );
  if (answer.status !== 302) refuse(answer, "Logging in");
  const home = answer.location.startsWith("/o/") ? answer : await visitor.get(answer.location);
  const place = /\/o\/[^/?]+/.exec(home.location)?.[0];
  if (!place) refuse(home, "The account's business");
  return place;
}
