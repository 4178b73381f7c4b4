import { DatabaseError, openDatabase } from "@db/client.server";
import { AccessDenied } from "@db/session-db";
import { TenantDb } from "@db/tenant-db";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/cloudflare";
import type { GenericSchema, InferOutput } from "valibot";
import { auditKeys } from "~/domain/audit/chain";
import { localeOf } from "~/domain/tenants/locale";
import { keepForm } from "~/http/forms/kept-form.server";
import { type ParsedForm, parseForm, parseNumbersForm } from "~/http/forms/parse-form";
import { settingCookies } from "~/http/pipeline/cookies";
import { redirectPath } from "~/http/pipeline/redirect-path";
import { touch } from "~/modules/accounts/sessions.server";
import { sealInTurn } from "~/modules/audit/seal-in-turn.server";
import { isId } from "~/shared/ids";
import type { LocaleTag } from "~/shared/locales";
import { isNearPage } from "./near-pages";

interface Scope {
  readonly db: TenantDb;
  /** Another handle of the same person, for an answer that is made while it is sent: it has time for each batch, not for all. */
  readonly openPatient: () => TenantDb;
  readonly tenant: string;
  readonly url: URL;
}

/** How long one batch of a long answer may take: the page is sent already, so nobody waits for it. */
const PATIENT_MS = 20_000;

type TenantArgs<A> = A & Scope;

/** The same answer for what belongs to others and for what does not exist (rule 1). */
export const notFound = (): Response => new Response(null, { status: 404 });

function scoped(args: LoaderFunctionArgs): Scope {
  const { context, params, request } = args;
  const tenant = params.tenant ?? "";
  if (!isId(tenant)) throw notFound();
  const credentials = {
    tokenHash: context.session?.tokenHash ?? null,
    tenant,
    now: context.now,
    requestId: context.requestId,
  };
  const db = sharedTenantDb(context, tenant, () => {
    const near = context.near && { copies: context.near.copies, passes: context.near.passes?.of(tenant) };
    return new TenantDb(context.db, credentials, near);
  });
  if (!isNearPage(context.trace.route)) db.askPrimary();
  context.languageFrom(() => db.proven?.language);
  return {
    db,
    openPatient: () =>
      new TenantDb(openDatabase(context.config.database, { deadlineMs: PATIENT_MS }), credentials),
    tenant,
    url: new URL(request.url),
  };
}

const handles = new WeakMap<object, Map<string, TenantDb>>();

/** Loaders of one request share a handle, so that their reads share a round trip. Keyed by the request's own context object. */
function sharedTenantDb(context: object, tenant: string, open: () => TenantDb): TenantDb {
  const ofContext = handles.get(context) ?? new Map<string, TenantDb>();
  handles.set(context, ofContext);
  const db = ofContext.get(tenant) ?? open();
  ofContext.set(tenant, db);
  return db;
}

/**
 * Turns what the database said into an answer, in one place. Bugs are thrown on. The cookie of a session that is over stays until a form
 * was kept for it: it opens nothing, and without it a form that another tab sends would be a stranger's.
 */
export async function toResponse(
  error: unknown,
  request: Request,
  context: AppLoadContext,
): Promise<unknown> {
  if (error instanceof AccessDenied) {
    const { log, trace, session } = context;
    log("refusal", { reason: error.reason, tenant: trace.tenant, user: session?.userId });
    if (error.reason === "not-found") return notFound();
    if (error.reason === "forbidden") return new Response(null, { status: 403 });
    if (session) context.sessionIsOver();
    const back = encodeURIComponent(redirectPath(context.address));
    return redirect(`/login?redirectTo=${back}`, {
      headers: settingCookies(await keepForm(request, context)),
    });
  }
  if (error instanceof DatabaseError && (error.fault.kind === "unclear" || error.fault.kind === "refused")) {
    return new Response(null, { status: 503, headers: { "Retry-After": "5" } });
  }
  return error;
}

/** A loader below /o/:tenant. Whatever it reads is behind the proof of session and membership. */
export function tenantLoader<T>(load: (args: TenantArgs<LoaderFunctionArgs>) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    let scope: Scope | undefined;
    try {
      scope = scoped(args);
      const result = await loadNear(load, { ...args, ...scope });
      if (scope.db.proven) touch(args.context, scope.db.proven.session);
      return result;
    } catch (error) {
      throw await toResponse(error, args.request, args.context);
    } finally {
      // A file that was taken along.
      if (scope?.db.wrote) {
        logWrites(args.context, scope);
        sealTrail(args.context, scope.tenant);
      }
    }
  };
}

/** What a copy alone does not find or forbids is asked of the primary, before anybody is told so. */
async function loadNear<T>(
  load: (args: TenantArgs<LoaderFunctionArgs>) => Promise<T>,
  args: TenantArgs<LoaderFunctionArgs>,
): Promise<T> {
  try {
    return await load(args);
  } catch (error) {
    if (!args.db.readByPass || !isRefusal(error)) throw error;
    args.db.askPrimary();
    return load(args);
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof AccessDenied || (error instanceof Response && [403, 404].includes(error.status));

/** Chains what was written, behind the response; what fails is made up for by the next write. */
export function sealTrail({ config, background }: ActionFunctionArgs["context"], tenant: string): void {
  // A handle of its own: what goes on behind the response is not in the request's log line.
  const [key = null] = auditKeys(config.auditKeys);
  background("audit.seal", sealInTurn(openDatabase(config.database), tenant, key));
}

/** Says in the log what was changed and what was refused. */
function logWrites({ log, session }: ActionFunctionArgs["context"], { db, tenant }: Scope): void {
  const who = { tenant, user: session?.userId };
  for (const { audit, written } of db.writes) {
    if (!written.ok) log("refusal", { reason: written.error, ...who });
    else
      for (const { action, entity, entityId: id = tenant } of audit)
        log("change", { action, entity, id, repeated: written.value.repeated, ...who });
  }
}

interface FormReader {
  /** Reads the form that came, and gives the handle its key: what is written from then on is stored once, however often it is sent. */
  readonly parse: <S extends GenericSchema>(schema: S) => Promise<ParsedForm<InferOutput<S>>>;
  /** The same for a form with numbers: its schema is made for the locale that they are written in. */
  readonly parseNumbers: <S extends GenericSchema>(
    schemaIn: (locale: LocaleTag) => S,
  ) => Promise<ParsedForm<InferOutput<S>>>;
}

function formReader(request: Request, db: TenantDb): FormReader {
  const keyed = <Form extends ParsedForm<unknown>>(form: Form): Form => {
    if (form.ok) db.keyedBy(form.idempotencyKey);
    return form;
  };
  const ofBusiness = async () => localeOf((await db.access()).tenant);
  return {
    parse: async (schema) => keyed(await parseForm(request, schema)),
    parseNumbers: async (schemaIn) => keyed(await parseNumbersForm(request, schemaIn, ofBusiness)),
  };
}

/** An action below /o/:tenant. */
export function tenantAction<T>(act: (args: TenantArgs<ActionFunctionArgs> & FormReader) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<T> => {
    const scope = scoped(args);
    // Whatever is decided here must be so at this moment.
    scope.db.askPrimary();
    try {
      const result = await act({ ...args, ...scope, ...formReader(args.request, scope.db) });
      // A form that was refused unread: the page's own loaders say whether the session is over, but not to a script.
      if (args.context.forScript && !scope.db.proven && scope.db.writes.length === 0) await scope.db.access();
      return result;
    } catch (error) {
      throw await toResponse(error, args.request, args.context);
    } finally {
      logWrites(args.context, scope);
      if (scope.db.wrote) sealTrail(args.context, scope.tenant);
    }
  };
}

/** The form again, with what was typed and what is wrong with it. A status of its own would hide that the page is refused by now. */
export const formWithErrors = <R>(result: R, status: 200 | 409 | 422 = 422) =>
  data({ result, conflict: null }, status === 200 ? {} : { status });
