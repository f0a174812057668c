/** Changes what was stated of a competition, until registration opens. A pinned policy pack moves to its latest version. */
import { type CompetitionPlan, decidePlanChange, type PlanRefusal } from "#app/domain/phases/competition-plan.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPlanParts, type PartRefusal } from "#app/queries/competitions/find-plan-parts.server.ts";

export async function changeCompetition(
  runtime: Runtime,
  actor: Actor,
  input: CompetitionPlan & { readonly competitionId: string },
): Promise<Decision<null, PlanRefusal | PartRefusal>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const { competitionId, hosts, packs: _packs, ...stated } = input;
    const { phase, ...before } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: {
        phase: true,
        tier: true,
        class: true,
        registrationClosesAt: true,
        startsOn: true,
        endsOn: true,
        publicityWorkingDays: true,
        offerHours: true,
      },
    });
    const decision = decidePlanChange(phase as CompetitionPhase, input);
    const parts = await findPlanParts(tables, input);
    if (!decision.ok || parts.refusals.length > 0) return refuse(...(decision.ok ? [] : decision.refusals), ...parts.refusals);
    await tables.competition.update({ where: { id: competitionId }, data: stated });
    await tables.competitionHost.deleteMany({ where: { competitionId } });
    await tables.competitionHost.createMany({ data: hosts.map((host) => ({ ...host, id: newId(), competitionId })) });
    await tables.competitionPack.deleteMany({ where: { competitionId } });
    await tables.competitionPack.createMany({ data: parts.packIds.map((packId) => ({ competitionId, packId })) });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "change-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: {
        tier: input.tier,
        class: input.class,
        registrationClosesAt: input.registrationClosesAt.toISOString(),
        startsOn: input.startsOn.toISOString(),
        endsOn: input.endsOn.toISOString(),
        publicityWorkingDays: input.publicityWorkingDays,
        offerHours: input.offerHours ?? null,
        hosts: hosts.map(({ relation, regionCode, organisationId }) => [relation, regionCode, organisationId ?? ""].join(" ")),
        packs: parts.packIds,
        "tier-before": before.tier,
        "class-before": before.class,
        "registrationClosesAt-before": before.registrationClosesAt.toISOString(),
        "startsOn-before": before.startsOn.toISOString(),
        "endsOn-before": before.endsOn.toISOString(),
        "publicityWorkingDays-before": before.publicityWorkingDays,
        "offerHours-before": before.offerHours,
      },
    });
    return allow(null);
  });
}
