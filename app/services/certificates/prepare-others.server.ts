/** Prepares the certificates beside the prizes: of taking part, of coaches, organisations and judges; those that are there already stay. */
import type { OtherKind } from "#app/domain/certificates/kinds.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listDueOthers } from "#app/queries/certificates/list-due-others.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";

/** @returns how many were prepared, or why none is due */
export function prepareOthers(
  runtime: Runtime,
  actor: Actor,
  { competitionId, kinds }: { readonly competitionId: string; readonly kinds: readonly OtherKind[] },
): Promise<Decision<{ readonly prepared: number }, "nothing-due">> {
  return runtime.database.write<{ prepared: number }, "nothing-due">(async (write) => {
    const due = await listDueOthers(write.tables, competitionId, kinds);
    const ids = await issueCertificates(runtime, write, competitionId, due);
    if (ids.length === 0) return refuse({ code: "nothing-due" });
    await write.audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "prepare-other-certificates",
      objectKind: "competition",
      objectId: competitionId,
      payload: { kinds: [...kinds], certificates: ids.length },
    });
    return allow({ prepared: ids.length });
  });
}
