import * as v from "valibot";
import { isRole } from "~/domain/accounts/permissions";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { checkbox, email, idField, oneOf, text, versionField } from "~/shared/fields";
import { limits } from "~/shared/limits";
import { isStorable, NOT_STORABLE } from "~/shared/text";

const INCOMPLETE = "This form is incomplete. Reload the page.";

const PASSWORD = `Use ${limits.passwordMin} characters or more; a short sentence is good.`;

/** A new password: 12–128 characters, no composition rules, every character counts (security.md 2). */
const newPassword = v.pipe(
  v.string("Choose a password."),
  v.minLength(limits.passwordMin, PASSWORD),
  v.maxLength(limits.passwordMax, `Use at most ${limits.passwordMax} characters.`),
  v.check(isStorable, NOT_STORABLE),
);

/** A new password is also compared with the commonest and with what is known of the person (refused-password.server.ts): on the server, which has the list. */
export const RegisterSchema = v.strictObject({
  name: text(limits.personName, "Enter your name."),
  email: email(limits.email),
  businessName: text(limits.businessName, "Enter the name of your business."),
  country: oneOf(isCountry, "Choose a country."),
  currency: oneOf(isCurrency, "Choose a currency."),
  password: newPassword,
});

export type Registration = v.InferOutput<typeof RegisterSchema>;

/** A password that is compared, not chosen: whatever it is, but no longer than one can be. */
const password = (required: string) =>
  v.pipe(
    v.string(required),
    v.nonEmpty(required),
    v.maxLength(limits.passwordMax, "That is too long for a password."),
    v.check(isStorable, NOT_STORABLE),
  );

export const LoginSchema = v.strictObject({
  email: text(limits.email, "Enter your e-mail address."),
  password: password("Enter your password."),
  remember: checkbox,
  redirectTo: v.optional(
    v.pipe(v.string(), v.maxLength(limits.redirectTo, INCOMPLETE), v.check(isStorable, INCOMPLETE)),
  ),
});

/** The password where it is asked for again, and nothing where it was given a moment ago. */
export const passwordIfAsked = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(limits.passwordMax, "That is too long for a password."),
    v.check(isStorable, NOT_STORABLE),
  ),
  "",
);

/** A step that may ask for the password again; `intent` says which, so that an empty form is none. */
export const PasswordAgainSchema = v.strictObject({
  intent: v.picklist(["export", "erase"], "Use the button of the form."),
  currentPassword: passwordIfAsked,
});

/** The person's own page. The password is there only where it is asked for again. */
export const ProfileSchema = v.strictObject({
  name: text(limits.personName, "Enter your name."),
  email: email(limits.email),
  currentPassword: passwordIfAsked,
  version: versionField,
});

export type Profile = v.InferOutput<typeof ProfileSchema>;

export const PasswordSchema = v.strictObject({
  currentPassword: password("Enter the password you have now."),
  password: newPassword,
});

export type NewPassword = v.InferOutput<typeof PasswordSchema>;

/** Ends one session by its id, or all but this one. */
export const EndSessionSchema = v.variant("intent", [
  v.strictObject({ intent: v.literal("end"), session: idField("There is no such session.") }),
  v.strictObject({ intent: v.literal("end-others") }),
]);

export type EndSession = v.InferOutput<typeof EndSessionSchema>;

export const RoleSchema = v.strictObject({
  member: idField("There is no such member."),
  version: versionField,
  role: oneOf(isRole, "Choose a role."),
  currentPassword: passwordIfAsked,
});

export const RemoveMemberSchema = v.strictObject({ version: versionField, currentPassword: passwordIfAsked });

/** `intent` says what is meant, so that an empty form is none. */
export const LeaveSchema = v.strictObject({
  intent: v.literal("leave", "Use the button of the form."),
  currentPassword: passwordIfAsked,
});
