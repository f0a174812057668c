/**
 * Answers that are asked for too often for a page's way through Remix: JSON in and out, straight from the server's door. A mount
 * declares its access like a loader, and the start and the table of who may do what know it.
 */
import type { z } from "zod";
import { type Access, isAllowed, NO_SCOPE } from "#app/domain/access/access.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export { isUnreachable };

export type MountRequest = { readonly cookieHeader: string | null; readonly body: string };

/** `json` null: nothing but the status. A text is a sentence for whoever wrote the program that asked. */
export type MountAnswer = { readonly status: number; readonly json: unknown; readonly retryAfterSeconds?: number };

/** One POST of an address without parameters. */
export type Mount = {
  /** As a route's id, for the table of who may do what. */
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  readonly access: Access;
  readonly mostBytes: number;
  answer(runtime: Runtime, request: MountRequest): Promise<MountAnswer>;
};

const RETRY_AFTER_SECONDS = 1;

/**
 * @returns a mount that answers 422 to what its schema does not know, 401 where nobody is signed in or his sign-in still lacks
 * something, 404 to whom it is not open, and 503 when the database takes no writes now; else what `take` answers.
 */
export function defineMount<Schema extends z.ZodType>(
  declaration: Pick<Mount, "id" | "path" | "kind" | "mostBytes"> & {
    readonly access: Exclude<Access, "public" | "result-holder">;
    readonly body: Schema;
    /** Who of those signed in on this browser is meant; null when he is not. */
    readonly find: (runtime: Runtime, cookieHeader: string | null, input: z.output<Schema>) => Promise<Actor | null>;
    readonly take: (runtime: Runtime, actor: Actor, input: z.output<Schema>) => Promise<unknown>;
  },
): Mount {
  const { id, path, kind, mostBytes, access } = declaration;
  const answer: Mount["answer"] = async (runtime, { cookieHeader, body }) => {
    const input = declaration.body.safeParse(parseJson(body));
    if (!input.success) {
      const [issue] = input.error.issues;
      return { status: 422, json: `The request is not understood: ${issue?.path.join(".") || "body"}: ${issue?.message}.` };
    }
    try {
      const actor = await declaration.find(runtime, cookieHeader, input.data);
      if (actor === null || actor.mustEnrol || actor.mustRenew) return { status: 401, json: null };
      if (!isAllowed(mount.access, actor.grants, NO_SCOPE)) return { status: 404, json: null };
      return { status: 200, json: await declaration.take(runtime, actor, input.data) };
    } catch (error) {
      if (isUnreachable(error)) return { status: 503, json: null, retryAfterSeconds: RETRY_AFTER_SECONDS };
      throw error;
    }
  };
  const mount: Mount = { id, path, kind, mostBytes, access, answer };
  return mount;
}

/** Undefined, which no schema of ours knows, for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
