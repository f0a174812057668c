/** The chief judge gives forms that are not confirmed to another panel while judging is open, with a reason (DOMAIN 5). */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { type ChangePanelRefusal, decideChangePanel, type PanelChange } from "#app/domain/panels/change-panel.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listPanelForms } from "#app/queries/panels/list-panel-forms.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import { moveForms } from "#app/services/panels/move-forms.server.ts";

export type ChangePanelInput = {
  readonly roundId: string;
  readonly change: PanelChange;
  /** Kept with the panel; it says why to who may read it, and is in no audit record. */
  readonly reason: string;
};

/** @returns how many forms passed to another panel, or `changed-meanwhile`, or every reason of `decideChangePanel`. */
export function changePanel(
  runtime: Runtime,
  actor: Actor,
  { roundId, change, reason }: ChangePanelInput,
): Promise<Decision<{ readonly forms: number }, ChangePanelRefusal | "changed-meanwhile">> {
  return runtime.database.write<{ forms: number }, ChangePanelRefusal | "changed-meanwhile">(async (write) => {
    const { tables } = write;
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const round = await findPinnedRound(tables, roundId);
    if (!round) return refuse({ code: "round-phase-wrong", params: { phase: facts.phase, needed: "judging" } });
    const decided = decideChangePanel({
      phase: facts.phase,
      rules: round.rules,
      subCriteria: listSubCriteria(round.scheme),
      pool: facts.pool,
      forms: await listPanelForms(tables, round),
      change,
    });
    if (!decided.ok) return decided;
    const further = decided.value;
    const isMoved = await moveForms(write, { competitionId, roundId, further, reason, actorId: actor.userId, now });
    if (!isMoved) return refuse({ code: "changed-meanwhile" });
    return allow({ forms: further.reduce((sum, { formIds }) => sum + formIds.length, 0) });
  });
}
