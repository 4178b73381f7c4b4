import { readOwnData } from "@db/unscoped/access";
import { accountLoader } from "~/http/account.server";

/** Everything that is stored about whoever is logged in, for them (GDPR Art. 15). */
export const loader = accountLoader(async ({ db, context }) => {
  const data = await readOwnData(db);
  const about = {
    exportedAt: new Date(context.now).toISOString(),
    explained:
      "docs/privacy.md says what each part is for and how long it is kept. Instants are milliseconds since 1970, UTC.",
    notShown: "Your password and the tokens of sessions and devices: only hashes of them are stored.",
  };
  return new Response(`${JSON.stringify({ ...about, ...data }, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="gapless-my-data.json"',
    },
  });
});
