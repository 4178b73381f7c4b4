import { AccountDb } from "@db/unscoped/account-db";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { touch } from "~/modules/accounts/sessions.server";
import { sealTrail, toResponse } from "./tenant.server";

type AccountArgs<A> = A & { readonly db: AccountDb };

/** The handle of whoever is signed in, also where a business's owner has to give their password again. */
export function accountDb({ context }: Pick<LoaderFunctionArgs, "context">): AccountDb {
  const { session, now, requestId } = context;
  const credentials = { tokenHash: session?.tokenHash ?? null, now, requestId };
  const db = new AccountDb(context.db, credentials, () => context.near?.passes?.end());
  context.languageFrom(() => db.proven?.language);
  return db;
}

const handles = new WeakMap<object, AccountDb>();

/** Loaders of one request share a handle, so that their reads share a round trip. Keyed by the request's own context object. */
function shared(args: LoaderFunctionArgs): AccountDb {
  const db = handles.get(args.context) ?? accountDb(args);
  handles.set(args.context, db);
  return db;
}

/** A loader below /settings. Whatever it reads is the person's own and behind the proof of their session. */
export function accountLoader<T>(load: (args: AccountArgs<LoaderFunctionArgs>) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      const db = shared(args);
      const result = await load({ ...args, db });
      if (db.proven) touch(args.context, db.proven.session);
      return result;
    } catch (error) {
      throw await toResponse(error, args.request, args.context);
    }
  };
}

/** An action below /settings. */
export function accountAction<T>(act: (args: AccountArgs<ActionFunctionArgs>) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<T> => {
    try {
      const db = accountDb(args);
      const result = await act({ ...args, db });
      // As in tenantAction: a form that was refused unread.
      if (args.context.forScript && !db.proven && !db.wrote) await db.account();
      const user = db.proven?.user.id ?? args.context.session?.userId ?? "";
      for (const tenant of db.businessesToSeal) sealTrail(args.context, tenant);
      if (db.wrote)
        args.context.log("change", {
          action: "account.changed",
          entity: "user",
          id: user,
          repeated: false,
          user,
        });
      return result;
    } catch (error) {
      throw await toResponse(error, args.request, args.context);
    }
  };
}
