/** A third person with the paper before him says which of two keyed values stands, and why; the form's marks follow (DOMAIN 5). */
import { computeKeyedState, decideSettlement, type SettledDifference } from "#app/domain/marking/keying.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { listKeyings } from "#app/queries/paper/list-keyings.server.ts";
import { takeFromPaper } from "#app/services/paper/take-from-paper.server.ts";

export type SettlePaperDifferencesInput = {
  readonly formId: string;
  /** The two keyings that were looked at. */
  readonly firstId: string;
  readonly secondId: string;
  readonly settled: readonly SettledDifference[];
};

/** The two keyings stay as they are; the settled form is kept beside them with its notes. @returns its revision, or every reason why not. */
export function settlePaperDifferences(
  runtime: Runtime,
  actor: Actor,
  { formId, ...settlement }: SettlePaperDifferencesInput,
): Promise<Decision<{ readonly revision: number }>> {
  return runtime.database.write<{ revision: number }, string>(async ({ tables, audit, announce }) => {
    const form = await getFormAsFound(tables, formId);
    const { round, subCriterion, team, recused, status } = form;
    const keyings = (await listKeyings(tables, { formId })).get(formId) ?? [];
    const paper = { subCriterion, team, rules: round.rules };
    const decided = decideSettlement({ status, recused, userId: actor.userId }, paper, keyings, settlement);
    if (!decided.ok) return decided;
    if (!(await isUnderMarking(tables, form))) return refuse({ code: "marks-submitted" });
    const values = decided.value;
    const now = runtime.clock.now();
    const keyingId = newId();
    await tables.paperKeying.create({
      data: { id: keyingId, formId, keyedById: actor.userId, keyedAt: now, values: values.map((value) => ({ ...value })) },
    });
    const keyingIds = [settlement.firstId, settlement.secondId, keyingId];
    const revision = await takeFromPaper(tables, form, { values, keyingIds, keyedById: actor.userId, keyedAt: now, at: now });
    if (revision === null) return refuse({ code: "changed-meanwhile" });
    const keyed = computeKeyedState(subCriterion, keyings);
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "settle-paper-differences",
      objectKind: "form",
      objectId: formId,
      payload: {
        first: settlement.firstId,
        second: settlement.secondId,
        settled: keyingId,
        differences: keyed.kind === "different" ? keyed.differences.length : 0,
        revision,
      },
    });
    announce({ kind: "form-changed", formId, roundId: round.roundId });
    return allow({ revision });
  });
}
