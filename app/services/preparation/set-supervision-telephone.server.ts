/** Records where anyone may object to the list of winners by telephone (监督电话). */
import { decideSupervisionTelephone, type PreparingRefusal } from "#app/domain/preparation/preparing.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** A later one replaces it; the log keeps both. */
export function setSupervisionTelephone(
  runtime: Runtime,
  actor: Actor,
  { competitionId, supervisionTelephone }: { readonly competitionId: string; readonly supervisionTelephone: string },
): Promise<Decision<null, PreparingRefusal | "changed-meanwhile">> {
  return runtime.database.write<null, PreparingRefusal | "changed-meanwhile">(async ({ tables, audit }) => {
    const { phase, supervisionTelephone: before } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, supervisionTelephone: true },
    });
    const decided = decideSupervisionTelephone(supervisionTelephone, phase as CompetitionPhase);
    if (!decided.ok) return decided;
    const { count } = await tables.competition.updateMany({
      where: { id: competitionId, supervisionTelephone: before },
      data: { supervisionTelephone: decided.value },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-supervision-telephone",
      objectKind: "competition",
      objectId: competitionId,
      payload: { before, supervisionTelephone: decided.value },
    });
    return allow(null);
  });
}
