/** Puts an item on the programme of a competition, or states it anew. */
import { decideItem, type ProgrammePlan, type ProgrammeRefusal } from "#app/domain/programme/programme.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listProgrammeHosts } from "#app/queries/programme/list-programme.server.ts";

/** @param input.itemId null: a new one @returns its id, or every reason against it */
export function setItem(
  runtime: Runtime,
  actor: Actor,
  {
    competitionId,
    itemId,
    plan,
  }: { readonly competitionId: string; readonly itemId: string | null; readonly plan: ProgrammePlan },
): Promise<Decision<{ readonly itemId: string }, ProgrammeRefusal>> {
  return runtime.database.write<{ itemId: string }, ProgrammeRefusal>(async ({ tables, audit }) => {
    const { phase } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { phase: true } });
    const standing = await tables.programmeItem.findMany({ where: { competitionId, withdrawnAt: null } });
    if (itemId !== null && !standing.some(({ id }) => id === itemId)) return refuse({ code: "programme-item-unknown" });
    const hosts = await listProgrammeHosts(tables, competitionId);
    const decided = decideItem(plan, {
      phase: phase as CompetitionPhase,
      hostIds: hosts.map(({ id }) => id),
      others: standing.filter(({ id }) => id !== itemId),
    });
    if (!decided.ok) return decided;
    const id = itemId ?? newId();
    if (itemId === null) {
      const createdAt = runtime.clock.now();
      await tables.programmeItem.create({ data: { ...plan, id, competitionId, createdById: actor.userId, createdAt } });
    } else await tables.programmeItem.update({ where: { id }, data: { ...plan } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: itemId === null ? "add-programme-item" : "change-programme-item",
      objectKind: "programme-item",
      objectId: id,
      payload: { ...plan, startsAt: plan.startsAt.toISOString(), endsAt: plan.endsAt.toISOString() },
    });
    return allow({ itemId: id });
  });
}
