import * as v from "valibot";
import { message } from "~/i18n/message";
import { passwordIfAsked } from "~/modules/accounts/schemas";
import { checkbox, versionField } from "~/shared/fields";

const meant = v.pipe(
  checkbox,
  v.check((checked) => checked, message("erasure.tick")),
);

export const EraseClientSchema = v.strictObject({ version: versionField, meant });

/** For one's own account: the password again, if it was not given in the last 15 minutes. */
export const EraseSchema = v.strictObject({ meant, currentPassword: passwordIfAsked });

/** For a business: what the button said, since the page may be older than how things are. */
export const EraseBusinessSchema = v.strictObject({
  intent: v.picklist(["erase", "keep"], message("forms.useButton")),
  ...EraseSchema.entries,
});
