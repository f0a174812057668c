/**
 * The only ways to make a loader or an action: each declares its access, which is answered before its code runs. Where
 * someone may not look, there is nothing (404); who is not signed in is asked to.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { z } from "zod";
import { type Access, isAllowed } from "#app/domain/access/access.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { parseForm } from "#app/platform/access/form-data.server.ts";
import { readForm } from "#app/platform/access/read-form.server.ts";
import { type ResolvedScope, resolveScope } from "#app/platform/access/scope.server.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findJudgeActor } from "#app/platform/sessions/judge-sessions.server.ts";
import { findResultHolder } from "#app/platform/sessions/result-holder.server.ts";
import { type Actor, findActor } from "#app/platform/sessions/session.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly runtime: Runtime;
    readonly nonce: string;
    readonly requestId: string;
  }
}

/** What a loader or an action gets. `actor` is null only where the access is public. */
export type Asked<A extends Access> = {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly runtime: Runtime;
  readonly nonce: string;
  readonly actor: A extends "public" | "result-holder" ? Actor | null : Actor;
  /** The person whose results may be seen; set where the access is `result-holder`. */
  readonly personId: A extends "result-holder" ? string : null;
  readonly scope: ResolvedScope;
};

/** What a page gets back from an action: done, or every reason why not. */
export type ActionAnswer<Value = unknown> =
  | { readonly ok: true; readonly intent: string; readonly value: Value }
  | { readonly ok: false; readonly intent: string; readonly refusals: readonly Refusal[]; readonly typed?: TypedFields };

/** What was submitted, by field name: a page without scripts fills its form with it again. */
export type TypedFields = Readonly<Record<string, readonly string[]>>;

/** In an address: which of those who are signed in on this browser the request is of. Without it, who signed in the ordinary way. */
const JUDGE_KEY = "judge";

/** @returns a loader that answers 404 or asks to sign in unless the access allows; what it goes by is readable as `.access`. */
export function defineLoader<const A extends Access, Result>(
  declaration: { readonly access: A },
  load: (asked: Asked<A>) => Promise<Result> | Result,
) {
  const answer = ({ request, params, context }: LoaderFunctionArgs): Promise<Awaited<Result>> =>
    whileReachable(async () => load(await admit(loader.access as A, { request, params, context }))) as Promise<Awaited<Result>>;
  const loader = Object.assign(answer, { access: declaration.access as Access });
  return loader;
}

export type Intent<A extends Access, Schema extends z.ZodType, Value> = {
  readonly access: A;
  readonly form: Schema;
  /** A refusal sends back what was typed; never for what is secret. */
  readonly sendsBackTyped?: true;
  readonly run: (asked: Asked<A> & { readonly input: z.output<Schema> }) => Promise<Decision<Value> | Response>;
};

/** One intent of a form with its access, the schema of what people submit and the one service it calls. */
export function defineIntent<const A extends Access, Schema extends z.ZodType, Value>(
  intent: Intent<A, Schema, Value>,
): Intent<A, Schema, Value> {
  return intent;
}

type AnyIntent = {
  readonly access: Access;
  readonly form: z.ZodType;
  readonly sendsBackTyped?: true;
  readonly run: (asked: never) => Promise<Decision<unknown> | Response>;
};
/** An act that answers with another page or a refusal only has no value: what it would be is unknown, and would hide the others. */
type ValueOf<I> = I extends { run: (asked: never) => Promise<infer Answer> }
  ? Answer extends { readonly ok: true; readonly value: infer V }
    ? unknown extends V
      ? never
      : V
    : never
  : never;

/**
 * @returns an action over the field `intent`; each intent declares its access. A refusal answers 422 with its reasons and
 * changes nothing. The access and the schema of each intent are readable as `.access` and `.forms`.
 * @param as how it answers: to the page of its route, or as JSON where the route has none
 */
export function defineAction<const Intents extends Readonly<Record<string, AnyIntent>>>(
  intents: Intents,
  as: "page" | "json" = "page",
) {
  const listed = Object.entries<AnyIntent>(intents);
  const access: Readonly<Record<string, Access>> = Object.fromEntries(listed.map(([name, intent]) => [name, intent.access]));
  const forms: Readonly<Record<string, z.ZodType>> = Object.fromEntries(listed.map(([name, intent]) => [name, intent.form]));
  const act = async ({ request, params, context }: ActionFunctionArgs) => {
    const formData = await readForm(request);
    const name = String(formData?.get("intent") ?? "");
    const intent = Object.hasOwn(intents, name) ? intents[name] : undefined;
    if (!formData || !intent) throw notFound();
    const asked = await admit(access[name] as Access, { request, params, context });
    const parsed = parseForm(intent.form, formData);
    const answer = parsed.ok
      ? await (intent.run as (asked: unknown) => Promise<Decision<unknown> | Response>)({ ...asked, input: parsed.value })
      : parsed;
    if (answer instanceof Response) return answer as never;
    if (as === "json") return Response.json({ ...answer, intent: name }, { status: answer.ok ? 200 : 422 }) as never;
    if (!answer.ok) {
      const typed = intent.sendsBackTyped ? { typed: readTyped(formData) } : {};
      return data({ ok: false, intent: name, refusals: answer.refusals, ...typed } satisfies ActionAnswer, {
        status: 422,
      }) as never;
    }
    return { ok: true, intent: name, value: answer.value } as ActionAnswer<ValueOf<Intents[keyof Intents]>>;
  };
  const action = (of: ActionFunctionArgs) => whileReachable(() => act(of));
  return Object.assign(action, { access, forms });
}

function readTyped(formData: FormData): TypedFields {
  const typed = new Map<string, string[]>();
  for (const [name, value] of formData) {
    if (typeof value !== "string") continue;
    const listed = typed.get(name);
    if (listed) listed.push(value);
    else typed.set(name, [value]);
  }
  return Object.fromEntries(typed);
}

/** Nothing is here, whether it does not exist or is not this reader's to see. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}

/** @throws a 503 where the database could not be reached: whether something was written is then not known, and is asked again. */
async function whileReachable<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw isUnreachable(error) ? new Response(null, { status: 503 }) : error;
  }
}

async function admit<A extends Access>(
  access: A,
  { request, params, context }: Pick<LoaderFunctionArgs, "request" | "params" | "context">,
): Promise<Asked<A>> {
  const { runtime, nonce } = context;
  const url = new URL(request.url);
  const cookieHeader = request.headers.get("Cookie");
  const judge = url.searchParams.get(JUDGE_KEY);
  const actor = await (judge === null ? findActor(runtime, cookieHeader) : findJudgeActor(runtime, cookieHeader, judge));
  // A tablet asks in the background: there is nobody to lead to the sign-in page.
  const inAnySession = access === "any-session";
  if (judge !== null && (actor === null || (actor.mustRenew && !inAnySession))) throw new Response(null, { status: 401 });
  const personId = access === "result-holder" ? await findResultHolder(runtime, cookieHeader) : null;
  const round = url.searchParams.get("round");
  const scope = await resolveScope(runtime.database.read, {
    ...params,
    ...(round !== null && params.event !== undefined ? { round } : {}),
  });
  if (access === "result-holder") {
    if (personId === null) throw redirect("/results");
  } else if (access !== "public" && actor === null) {
    throw redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  } else if (actor?.mustRenew && access !== "public" && access !== "enrolling" && !inAnySession) {
    const next = request.method === "GET" ? `?next=${encodeURIComponent(url.pathname + url.search)}` : "";
    throw redirect(`/account/password${next}`);
  } else if (actor?.mustEnrol && access !== "public" && access !== "enrolling" && !inAnySession) {
    const next = request.method === "GET" ? `?next=${encodeURIComponent(url.pathname + url.search)}` : "";
    throw redirect(`/account/second-factor${next}`);
  } else if (actor?.onTablet && (access === "signed-in" || access === "enrolling")) {
    // A PIN is no way to the account itself.
    throw notFound();
  } else if (scope === null || !isAllowed(access, actor?.grants ?? null, scope)) {
    throw notFound();
  }
  if (scope === null) throw notFound();
  return { request, url, params, runtime, nonce, actor, personId, scope } as Asked<A>;
}
