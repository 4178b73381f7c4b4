import { limits } from "~/shared/limits";
import { type FieldSource, TextField } from "./field";

/** The password once more, ahead of a sensitive step. */
export function PasswordAgainField({ field }: { field: FieldSource }) {
  return (
    <TextField
      field={field}
      label="Current password"
      hint="Asked again, because you gave it more than 15 minutes ago."
      type="password"
      autoComplete="current-password"
      maxLength={limits.passwordMax}
      required
      className="max-w-panel"
    />
  );
}
