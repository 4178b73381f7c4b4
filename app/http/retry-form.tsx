import { Button } from "~/components/button";
import type { Retry } from "./error-data";

const FORM = "retry";

/** "currentPassword" is "Current password". */
const labelOf = (name: string): string => {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Sends the form that failed once more, just as it was. Passwords were not kept, so they are asked for. */
export function RetryForm({ retry }: { retry: Retry }) {
  const { action, fields, secret } = retry;
  return (
    <form id={FORM} method="post" action={action} className="contents">
      {fields.map(([name, value], index) => (
        // A field has no other identity, and the list never changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {secret.map((name) => (
        <div key={name} className="grid basis-full gap-1.5">
          <label htmlFor={`${FORM}-${name}`} className="text-sm font-medium">
            {labelOf(name)}
          </label>
          <input
            id={`${FORM}-${name}`}
            type="password"
            name={name}
            required
            autoComplete="off"
            className="control"
          />
        </div>
      ))}
      <Button type="submit">Try again</Button>
    </form>
  );
}
