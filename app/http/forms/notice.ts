import { useLocation } from "@remix-run/react";
import { ownPath } from "~/http/pipeline/redirect-path";

/** What the last action did, in words. The URL names it (`?done=client-saved`), so that it works without JavaScript or cookies. */
const NOTICES = {
  "client-created": "The client was added.",
  "client-saved": "The client was saved.",
  "client-archived": "The client was archived. Show archived clients to bring it back.",
  "client-restored": "The client is back in the list.",
  "draft-created": "The draft was saved.",
  "draft-saved": "The draft was saved.",
  "invoice-duplicated": "This is a new draft with the same content.",
  "invoice-issued": "The invoice was issued and has its number.",
  "invoice-paid": "The invoice is marked as paid.",
  "invoice-unpaid": "The invoice is open again.",
  "invoice-archived": "The invoice was archived. Show archived invoices to find it.",
  "invoice-restored": "The invoice is back in the list.",
  "settings-saved": "The settings were saved.",
  "tax-rate-added": "The tax rate was added.",
  "tax-rate-saved": "The tax rate was saved.",
  "tax-rate-archived": "The tax rate was archived.",
  "tax-rate-restored": "The tax rate can be used again.",
  "numbering-saved": "The numbering was saved.",
  "profile-saved": "Your profile was saved.",
  "password-changed": "Your password was changed. You are logged out everywhere else.",
  "session-ended": "The session was ended.",
  "sessions-ended": "All other sessions were ended.",
  "role-saved": "The role was saved.",
  "member-removed": "That person is no longer a member and can't open this business any more.",
  "business-left": "You left the business. You are no longer a member.",
  "client-erased": "The client was erased.",
  "retention-saved": "The time to keep invoices was saved.",
  "business-erase": "The business will be erased in 30 days. Until then you can keep it.",
  "business-kept": "The business is kept. Nothing was erased.",
  "export-ready": "The archive can be downloaded now.",
  "draft-without-lines": "The draft was saved. It has no lines yet: add one before you issue it.",
} as const;

export type Notice = keyof typeof NOTICES;

/** A path with the notice that the page it leads to shows, and fields of the form that the page says more of. */
export const withNotice = (path: string, notice: Notice, fields: readonly string[] = []): string =>
  `${path}${path.includes("?") ? "&" : "?"}done=${notice}${fields.length > 0 ? `&${FIELDS_PARAM}=${fields.join(",")}` : ""}`;

const FIELDS_PARAM = "fields";

/** The fields that a notice came with. */
export const noticedFields = (url: URL): readonly string[] =>
  url.searchParams.get(FIELDS_PARAM)?.slice(0, 200).split(",") ?? [];

export function useNotice(): { message: string; dismissTo: string } | null {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  const said = params.get("done");
  if (!said || !Object.hasOwn(NOTICES, said)) return null;
  params.delete("done");
  params.delete(FIELDS_PARAM);
  const rest = params.toString();
  return {
    message: NOTICES[said as Notice],
    dismissTo: ownPath(rest ? `${pathname}?${rest}` : pathname) ?? "/",
  };
}
