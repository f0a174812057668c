/** Founds a competition as a draft: what, at which tier, by whom, when, under which policy documents. Its founder organises it. */
import { type CompetitionPlan, checkPlan, type PlanRefusal } from "#app/domain/phases/competition-plan.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPlanParts, type PartRefusal } from "#app/queries/competitions/find-plan-parts.server.ts";

export async function createCompetition(
  runtime: Runtime,
  actor: Actor,
  input: CompetitionPlan & {
    /** Part of every address of the competition: a-z, 0-9 and hyphens; unique and never changed. */
    readonly code: string;
  },
): Promise<Decision<{ competitionId: string; code: string }, PlanRefusal | PartRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const parts = await findPlanParts(tables, input);
    const refusals: Refusal<PlanRefusal | PartRefusal>[] = [...checkPlan(input), ...parts.refusals];
    if ((await tables.competition.count({ where: { code: input.code } })) > 0) {
      refusals.unshift({ code: "competition-code-taken", params: { field: "code", code: input.code } });
    }
    if (refusals.length > 0) return refuse(...refusals);
    const now = runtime.clock.now();
    const competitionId = newId();
    const { hosts, packs: _packs, ...stated } = input;
    await tables.competition.create({ data: { ...stated, id: competitionId, phase: "draft", createdAt: now } });
    await tables.competitionHost.createMany({ data: hosts.map((host) => ({ ...host, id: newId(), competitionId })) });
    await tables.competitionPack.createMany({ data: parts.packIds.map((packId) => ({ competitionId, packId })) });
    const grantId = newId();
    await tables.roleGrant.create({
      data: { id: grantId, userId: actor.userId, role: "organiser", competitionId, createdAt: now },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "create-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { code: input.code, tier: input.tier, class: input.class, packs: parts.packIds, grant: grantId },
    });
    return allow({ competitionId, code: input.code });
  });
}
