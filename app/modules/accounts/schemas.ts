import * as v from "valibot";
import { isRole } from "~/domain/accounts/permissions";
import { provinces } from "~/domain/tenants/canada";
import { message } from "~/i18n/message";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { checkbox, email, idField, oneOf, text, versionField } from "~/shared/fields";
import { limits } from "~/shared/limits";
import { isStorable, NOT_STORABLE } from "~/shared/text";

const INCOMPLETE = message("forms.incomplete");

const PASSWORD = message("accounts.password.tooShort", { least: limits.passwordMin });

/** A new password: 12–128 characters, no composition rules, every character counts (security.md 2). */
const newPassword = v.pipe(
  v.string(message("accounts.password.choose")),
  v.minLength(limits.passwordMin, PASSWORD),
  v.maxLength(limits.passwordMax, message("forms.tooLong", { most: limits.passwordMax })),
  v.check(isStorable, NOT_STORABLE),
);

/** A new password is also compared with the commonest and with what is known of the person (refused-password.server.ts): on the server, which has the list. */
const PROVINCE = message("accounts.fields.province");

export const RegisterSchema = v.pipe(
  v.strictObject({
    name: text(limits.personName, message("accounts.fields.name")),
    email: email(limits.email),
    businessName: text(limits.businessName, message("accounts.fields.businessName")),
    country: oneOf(isCountry, message("accounts.fields.country")),
    currency: oneOf(isCurrency, message("accounts.fields.currency")),
    /** A small business, or one that is not registered for tax. */
    chargesNoTax: checkbox,
    /** In Canada: its province has taxes of its own. Asked only there. */
    region: v.optional(
      v.pipe(
        v.string(),
        v.check((code) => code === "" || Object.hasOwn(provinces, code), PROVINCE),
      ),
      "",
    ),
    password: newPassword,
  }),
  v.forward(
    v.partialCheck(
      [["country"], ["region"]],
      ({ country, region }) => country !== "CA" || region !== "",
      PROVINCE,
    ),
    ["region"],
  ),
);

export type Registration = v.InferOutput<typeof RegisterSchema>;

/** A password that is compared, not chosen: whatever it is, but no longer than one can be. */
const password = (required: string) =>
  v.pipe(
    v.string(required),
    v.nonEmpty(required),
    v.maxLength(limits.passwordMax, message("accounts.password.tooLong")),
    v.check(isStorable, NOT_STORABLE),
  );

export const LoginSchema = v.strictObject({
  email: text(limits.email, message("accounts.fields.email")),
  password: password(message("accounts.password.enter")),
  remember: checkbox,
  redirectTo: v.optional(
    v.pipe(v.string(), v.maxLength(limits.redirectTo, INCOMPLETE), v.check(isStorable, INCOMPLETE)),
  ),
});

/** The password where it is asked for again, and nothing where it was given a moment ago. */
export const passwordIfAsked = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(limits.passwordMax, message("accounts.password.tooLong")),
    v.check(isStorable, NOT_STORABLE),
  ),
  "",
);

/** A step that may ask for the password again; `intent` says which, so that an empty form is none. */
export const PasswordAgainSchema = v.strictObject({
  intent: v.picklist(["export", "erase"], message("forms.useButton")),
  currentPassword: passwordIfAsked,
});

/** The person's own page. The password is there only where it is asked for again. */
export const ProfileSchema = v.strictObject({
  name: text(limits.personName, message("accounts.fields.name")),
  email: email(limits.email),
  currentPassword: passwordIfAsked,
  version: versionField,
});

export type Profile = v.InferOutput<typeof ProfileSchema>;

export const PasswordSchema = v.strictObject({
  currentPassword: password(message("accounts.password.enterCurrent")),
  password: newPassword,
});

export type NewPassword = v.InferOutput<typeof PasswordSchema>;

/** Ends one session by its id, or all but this one. */
export const EndSessionSchema = v.variant("intent", [
  v.strictObject({ intent: v.literal("end"), session: idField(message("accounts.fields.noSession")) }),
  v.strictObject({ intent: v.literal("end-others") }),
]);

export type EndSession = v.InferOutput<typeof EndSessionSchema>;

export const RoleSchema = v.strictObject({
  member: idField(message("accounts.fields.noMember")),
  version: versionField,
  role: oneOf(isRole, message("accounts.fields.role")),
  currentPassword: passwordIfAsked,
});

export const RemoveMemberSchema = v.strictObject({ version: versionField, currentPassword: passwordIfAsked });

/** `intent` says what is meant, so that an empty form is none. */
export const LeaveSchema = v.strictObject({
  intent: v.literal("leave", message("forms.useButton")),
  currentPassword: passwordIfAsked,
});
