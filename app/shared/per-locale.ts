import type { LocaleTag } from "./locales";

/** What depends on the locale, made once for each that is asked for: a schema stays the same object. */
export function perLocale<T>(make: (locale: LocaleTag) => T): (locale: LocaleTag) => T {
  const made = new Map<LocaleTag, T>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const fresh = make(locale);
    made.set(locale, fresh);
    return fresh;
  };
}
