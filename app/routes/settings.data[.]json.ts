import { readOwnData } from "@db/unscoped/access";
import { accountLoader } from "~/http/guards/account.server";
import { sealTrail } from "~/http/guards/tenant.server";
import { insteadOfFile, isHead } from "~/http/pipeline/download";
import { fileDownloaded } from "~/modules/exports/downloaded";

const TYPE = { "Content-Type": "application/json; charset=utf-8" };

/** Everything that is stored about whoever is logged in, for them (GDPR Art. 15). Each business of theirs that it tells of has an event. */
export const loader = accountLoader(async ({ request, db, context }) => {
  const instead = insteadOfFile(request, "/settings/data");
  if (instead) return instead;
  if (isHead(request)) {
    await db.account();
    return new Response(null, { headers: TYPE });
  }
  const { action, entity, entityId } = fileDownloaded("own-data");
  const event = { action, entity, entityId, at: context.now, requestId: context.requestId };
  const { data, businesses } = await readOwnData(db, event);
  for (const tenant of businesses) {
    context.log("change", {
      action,
      entity,
      id: entityId,
      repeated: false,
      tenant,
      user: db.proven?.user.id,
    });
    sealTrail(context, tenant);
  }
  const about = {
    exportedAt: new Date(context.now).toISOString(),
    explained:
      "docs/privacy.md says what each part is for and how long it is kept. Instants are milliseconds since 1970, UTC.",
    notShown: "Your password and the tokens of sessions and devices: only hashes of them are stored.",
  };
  return new Response(`${JSON.stringify({ ...about, ...data }, null, 2)}\n`, {
    headers: { ...TYPE, "Content-Disposition": 'attachment; filename="gapless-my-data.json"' },
  });
});
