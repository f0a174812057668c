/** Puts judges of the event's pool into the panels of its sub-criteria, before judging opens; the plan replaces the one before. */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { type AssignmentRefusal, decideAssignment } from "#app/domain/panels/assignment.ts";
import type { PanelPlan } from "#app/domain/panels/clashes.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getPlanVersion } from "#app/queries/panels/get-plan-version.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export type AssignPanelsInput = {
  readonly roundId: string;
  /** A sub-criterion without judges, or left out, is assigned to nobody. */
  readonly panels: readonly PanelPlan[];
  /** The version of the plan that was before the reader. */
  readonly basedOn: string;
};

/** @returns null, or `scheme-missing`, `rules-missing`, `changed-meanwhile`, or every reason of `decideAssignment`. */
export function assignPanels(
  runtime: Runtime,
  actor: Actor,
  { roundId, panels, basedOn }: AssignPanelsInput,
): Promise<Decision<null, AssignmentRefusal | "scheme-missing" | "rules-missing" | "changed-meanwhile">> {
  return runtime.database.write<null, AssignmentRefusal | "scheme-missing" | "rules-missing" | "changed-meanwhile">(
    async ({ tables, audit, announce }) => {
      const now = runtime.clock.now();
      const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
      const { phase, pool, rules, scheme, chiefJudges } = facts;
      if (scheme === null) return refuse({ code: "scheme-missing" });
      if (rules === null) return refuse({ code: "rules-missing" });
      const decided = decideAssignment({
        phase,
        subCriteria: listSubCriteria(scheme),
        rules,
        pool,
        panels,
        chiefJudges: chiefJudges.length,
      });
      if (!decided.ok) return decided;
      const held = await tables.round.updateMany({ where: { id: roundId, phase: "draw" }, data: { phase: "draw" } });
      if (held.count === 0 || (await getPlanVersion(tables, roundId)) !== basedOn) return refuse({ code: "changed-meanwhile" });
      await tables.panelJudge.deleteMany({ where: { panel: { roundId } } });
      await tables.panel.deleteMany({ where: { roundId } });
      for (const { subCriterionId, judges } of decided.value) {
        await tables.panel.create({
          data: {
            id: newId(),
            roundId,
            subCriterionId,
            number: 1,
            reason: "",
            createdById: actor.userId,
            createdAt: now,
            judges: { create: judges.map((judgeId) => ({ judgeId })) },
          },
        });
      }
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "assign-panels",
        objectKind: "round",
        objectId: roundId,
        payload: Object.fromEntries(decided.value.map(({ subCriterionId, judges }) => [subCriterionId, [...judges]])),
      });
      announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
