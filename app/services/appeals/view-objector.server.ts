/** Shows who filed an objection, to those who handle it; each view is on record (DOMAIN 3). */
import type { Objector } from "#app/domain/appeals/objection.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ViewObjectorRefusal = "case-unknown" | "objector-erased";

export function viewObjector(
  runtime: Runtime,
  actor: Actor,
  { competitionId, objectionId }: { readonly competitionId: string; readonly objectionId: string },
): Promise<Decision<Objector & { readonly objectionId: string }, ViewObjectorRefusal>> {
  return runtime.database.write<Objector & { objectionId: string }, ViewObjectorRefusal>(async ({ tables, audit }) => {
    const objection = await tables.objection.findFirst({
      where: { id: objectionId, competitionId },
      select: { sealed: true, wrapped: true },
    });
    if (!objection) return refuse({ code: "case-unknown" });
    const objector = unseal<Objector>(runtime.keys, objection.sealed, objection.wrapped);
    if (objector === null) return refuse({ code: "objector-erased" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "view-objector",
      objectKind: "objection",
      objectId: objectionId,
    });
    return allow({ ...objector, objectionId });
  });
}
