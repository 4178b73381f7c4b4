import { ownPath } from "~/http/pipeline/redirect-path";

/** A form that was not carried out, to be sent again as it was: with its one-time key, so that it can't count twice. */
export interface Retry {
  /** A path of this site, as ownPath() gives it. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Fields that have to be typed again: what was in them is in no page. */
  readonly secret: readonly string[];
}

/** Whether what stands in a field of this name may be in no page and in no database. */
export const isSecretField = (name: string): boolean => /password/i.test(name);

/** The form that was sent to this address with these fields, as far as a page may keep it. */
export function retryOf(action: string, sent: readonly (readonly [name: string, value: string])[]): Retry {
  const isSecret = ([name]: readonly [string, string]) => isSecretField(name);
  return {
    action,
    fields: sent.filter((field) => !isSecret(field)),
    secret: [...new Set(sent.filter(isSecret).map(([name]) => name))],
  };
}

/** What an error page knows of the request that failed. */
export interface ErrorData {
  readonly requestId: string;
  readonly retry?: Retry | undefined;
}

type Unknown<T> = { readonly [K in keyof T]?: unknown };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every(isText);

function isRetry(value: unknown): value is Retry {
  if (!isObject(value)) return false;
  const { action, fields, secret }: Unknown<Retry> = value;
  return (
    isText(action) &&
    ownPath(action) !== null &&
    Array.isArray(fields) &&
    fields.every(isPair) &&
    Array.isArray(secret) &&
    secret.every(isText)
  );
}

/** What an error's data say, or null when they are another's. By hand: every page has this, and few need a schema library for anything else. */
export function readErrorData(data: unknown): ErrorData | null {
  if (!isObject(data)) return null;
  const { requestId, retry }: Unknown<ErrorData> = data;
  if (!isText(requestId) || (retry !== undefined && !isRetry(retry))) return null;
  return { requestId, retry };
}
