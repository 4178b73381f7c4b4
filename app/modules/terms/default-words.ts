import { braced } from "~/domain/terms/words";
import type { Translate } from "~/i18n/translate";

/** What is printed of the terms where nobody gave words of their own, with what is to be filled in. */
export const defaultWords = (t: Translate): string => t("document.payment.payable", { date: braced("date") });
