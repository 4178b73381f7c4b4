import { isLocale, type LocaleTag } from "~/shared/locales";

/** The locale that a business's texts are written in; British English for one that this version doesn't know. */
export const localeOf = (tenant: { readonly locale: string }): LocaleTag =>
  isLocale(tenant.locale) ? tenant.locale : "en-GB";
