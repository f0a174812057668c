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
  return {
    name: declaration.name,
    access: declaration.access,
    keyOf: declaration.keyOf,
    read: declaration.read,
    step: declaration.step ?? (() => null),
    admit: async (runtime, payload, cookieHeader) => {
      const parsed = declaration.payload.safeParse(payload);
      if (!parsed.success) return null;
      const scope = await resolveScope(runtime.database.read, declaration.scope(parsed.data));
      if (scope === null) return null;
      const { judge } = parsed.data as { readonly judge?: string };
      const find = judge === undefined ? findActor : (...asked: [Runtime, string | null]) => findJudgeActor(...asked, judge);
      const actor = declaration.access === "public" ? null : await find(runtime, cookieHeader);
      if (actor?.mustEnrol) return null;
      if (!isAllowed(declaration.access, actor?.grants ?? null, scope)) return null;
      return declaration.find(runtime, parsed.data);
    },
  };
}
