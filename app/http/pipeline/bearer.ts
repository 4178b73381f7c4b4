import { createHash, timingSafeEqual } from "node:crypto";

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether the request bears this token. Takes as long for a wrong one as for a nearly right one. */
export function bears(request: Request, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  return timingSafeEqual(sha256(given), sha256(token));
}
