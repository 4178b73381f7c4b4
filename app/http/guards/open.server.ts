import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { toResponse } from "./tenant.server";

/** A loader of a page that needs no business: a database out of reach is a 503 there too, not a bug. */
export const openLoader =
  <T>(load: (args: LoaderFunctionArgs) => Promise<T>) =>
  (args: LoaderFunctionArgs): Promise<T> =>
    load(args).catch(async (error: unknown) => {
      throw await toResponse(error, args.request, args.context);
    });

/** The same for an action. */
export const openAction =
  <T>(act: (args: ActionFunctionArgs) => Promise<T>) =>
  (args: ActionFunctionArgs): Promise<T> =>
    act(args).catch(async (error: unknown) => {
      throw await toResponse(error, args.request, args.context);
    });
