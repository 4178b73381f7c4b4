import { AccountDb } from "@db/unscoped/account-db";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { touch } from "~/modules/accounts/sessions.server";
import { toResponse } from "./tenant.server";

type AccountArgs<A> = A & { readonly db: AccountDb };

const scoped = ({ context }: LoaderFunctionArgs): AccountDb =>
  new AccountDb(context.db, { tokenHash: context.session?.tokenHash ?? null, now: context.now });

/** A loader below /settings. Whatever it reads is the person's own and behind the proof of their session. */
export function accountLoader<T>(load: (args: AccountArgs<LoaderFunctionArgs>) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      const db = scoped(args);
      const result = await load({ ...args, db });
      if (db.proven) touch(args.context, db.proven.session);
      return result;
    } catch (error) {
      throw toResponse(error, args.request);
    }
  };
}

/** An action below /settings. */
export function accountAction<T>(act: (args: AccountArgs<ActionFunctionArgs>) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<T> => {
    try {
      return await act({ ...args, db: scoped(args) });
    } catch (error) {
      throw toResponse(error, args.request);
    }
  };
}
