import * as v from "valibot";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { checkbox, email, oneOf, text } from "~/shared/fields";
import { limits } from "~/shared/limits";

const PASSWORD = `Use ${limits.passwordMin} characters or more; a short sentence is good.`;

/** A new password: 12–128 characters, no composition rules, every character counts (security.md 2). */
const newPassword = v.pipe(
  v.string("Choose a password."),
  v.minLength(limits.passwordMin, PASSWORD),
  v.maxLength(limits.passwordMax, `Use at most ${limits.passwordMax} characters.`),
  v.check(
    (value) => value.isWellFormed() && !value.includes("\0"),
    "This has characters that can't be stored.",
  ),
);

export const RegisterSchema = v.pipe(
  v.strictObject({
    name: text(limits.personName, "Enter your name."),
    email: email(limits.email),
    businessName: text(limits.businessName, "Enter the name of your business."),
    country: oneOf(isCountry, "Choose a country."),
    currency: oneOf(isCurrency, "Choose a currency."),
    password: newPassword,
  }),
  v.forward(
    v.partialCheck(
      [["email"], ["businessName"], ["password"]],
      ({ email, businessName, password }) => {
        const said = password.trim().toLowerCase();
        return said !== email.toLowerCase() && said !== businessName.toLowerCase();
      },
      "Don't use your e-mail address or the name of your business.",
    ),
    ["password"],
  ),
);

export type Registration = v.InferOutput<typeof RegisterSchema>;

export const LoginSchema = v.strictObject({
  email: v.pipe(
    v.string("Enter your e-mail address."),
    v.nonEmpty("Enter your e-mail address."),
    v.trim(),
    v.maxLength(limits.email, "That is too long for an e-mail address."),
  ),
  password: v.pipe(
    v.string("Enter your password."),
    v.nonEmpty("Enter your password."),
    v.maxLength(limits.passwordMax, "That is too long for a password."),
  ),
  remember: checkbox,
  redirectTo: v.optional(v.pipe(v.string(), v.maxLength(500))),
});

export type Login = v.InferOutput<typeof LoginSchema>;

export const EmptySchema = v.strictObject({});
