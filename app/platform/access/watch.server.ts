/** The only way to make a socket message: it declares its access and what it may read, like a loader. */
import type { z } from "zod";
import { type Access, isAllowed } from "#app/domain/access/access.ts";
import { resolveScope, type ScopeNames } from "#app/platform/access/scope.server.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findJudgeActor } from "#app/platform/sessions/judge-sessions.server.ts";
import { findActor } from "#app/platform/sessions/session.server.ts";

/** One thing that a socket can watch: a snapshot on joining, and a new one after each commit that concerns it. */
export type Watch = {
  readonly name: string;
  readonly access: Access;
  /** @returns the key of what is watched; null when the payload is wrong, or there is nothing for this person. */
  admit(runtime: Runtime, payload: unknown, cookieHeader: string | null): Promise<string | null>;
  /** @returns the key that a notice concerns; null when it does not concern this watch. */
  keyOf(notice: Notice): string | null;
  /** Free of what those admitted may not see; the same for all of them. */
  read(runtime: Runtime, key: string): Promise<Shown>;
  /** The message that leads from what was shown to what is shown now; null where only the whole does. */
  step(before: Shown, after: Shown): object | null;
};

/** What a watch shows, as plain data. The same object means that nothing differs. */
export type Shown = {
  readonly snapshot: object;
  /** Of a crowd's watch: the snapshot as JSON, encoded once for everyone, and the tag of these bytes. */
  readonly encoded: { readonly bytes: Buffer; readonly etag: string; readonly version: number } | null;
};

/** A crowd that comes back at once asks for the same: what everyone may see is looked up once in this time. */
const KNOWN_MS = 1_000;
/** Nobody can fill the memory with payloads. */
const MOST_KNOWN = 2_000;

type Known = { readonly key: Promise<string | null>; readonly until: number };

/** @returns a watch whose payload is parsed and whose access is answered before anything is read. */
export function defineWatch<Schema extends z.ZodType>(declaration: {
  readonly name: string;
  readonly access: Exclude<Access, "result-holder">;
  readonly payload: Schema;
  readonly scope: (payload: z.output<Schema>) => ScopeNames;
  /** The key of what the payload names; null when it does not exist. */
  readonly find: (runtime: Runtime, payload: z.output<Schema>) => Promise<string | null>;
  readonly keyOf: (notice: Notice) => string | null;
  readonly read: (runtime: Runtime, key: string) => Promise<Shown>;
  readonly step?: (before: Shown, after: Shown) => object | null;
}): Watch {
  const isPublic = () => watch.access === "public";
  const knownOf = new WeakMap<Runtime, Map<string, Known>>();

  async function find(runtime: Runtime, payload: z.output<Schema>, cookieHeader: string | null): Promise<string | null> {
    const scope = await resolveScope(runtime.database.read, declaration.scope(payload));
    if (scope === null) return null;
    const { judge } = payload as { readonly judge?: string };
    const findAsking = judge === undefined ? findActor : (...asked: [Runtime, string | null]) => findJudgeActor(...asked, judge);
    const actor = isPublic() ? null : await findAsking(runtime, cookieHeader);
    if (actor?.mustEnrol || actor?.mustRenew) return null;
    if (!isAllowed(watch.access, actor?.grants ?? null, scope)) return null;
    return declaration.find(runtime, payload);
  }

  /** What is public depends on nothing but the payload. */
  function findForEveryone(runtime: Runtime, payload: z.output<Schema>): Promise<string | null> {
    const known = knownOf.get(runtime) ?? new Map<string, Known>();
    knownOf.set(runtime, known);
    const name = JSON.stringify(payload);
    const found = known.get(name);
    if (found && found.until > performance.now()) return found.key;
    if (known.size >= MOST_KNOWN) known.clear();
    const key = find(runtime, payload, null);
    known.set(name, { key, until: performance.now() + KNOWN_MS });
    return key;
  }

  const watch: Watch = {
    name: declaration.name,
    access: declaration.access,
    keyOf: declaration.keyOf,
    read: declaration.read,
    step: declaration.step ?? (() => null),
    admit: async (runtime, payload, cookieHeader) => {
      const parsed = declaration.payload.safeParse(payload);
      if (!parsed.success) return null;
      return isPublic() ? findForEveryone(runtime, parsed.data) : find(runtime, parsed.data, cookieHeader);
    },
  };
  return watch;
}
