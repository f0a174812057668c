/** A judge of the marking team settles which of two values of an aspect stands; both stay on record (DOMAIN 11). */
import { type ConflictChoice, decideSettleConflict } from "#app/domain/marking/mark-conflict.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findStandingValue } from "#app/queries/marking/describe-conflict.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

export type SettleConflictInput = {
  readonly formId: string;
  readonly conflictId: string;
  readonly choice: ConflictChoice;
  readonly reason: string;
  /** The key of the value that stood on his screen. */
  readonly standing: string;
};

/**
 * The later value, when it is chosen, becomes a revision under its own key, so that what the same tablet entered after it follows on it.
 * @returns the form's revision, or `not-found`, or every reason of `decideSettleConflict`, or `form-changed-meanwhile` when another value stands now than he saw.
 */
export async function settleConflict(
  runtime: Runtime,
  actor: Actor,
  { formId, conflictId, choice, reason, standing }: SettleConflictInput,
): Promise<Decision<{ readonly revision: number }>> {
  return runtime.database.write<{ readonly revision: number }, string>(async ({ tables, audit, announce }) => {
    const conflict = await tables.markConflict.findUnique({ where: { key: conflictId }, include: { settlement: true } });
    if (!conflict || conflict.formId !== formId) return refuse({ code: "not-found" });
    const form = await getFormAsFound(tables, formId);
    const { state, status, recused, round } = form;
    const isSettled = conflict.settlement !== null;
    const decided = decideSettleConflict({ conflict, isSettled, choice, judgeId: actor.userId, reason, state, status, recused });
    if (!decided.ok) return decided;
    if (findStandingValue(form, conflict).key !== standing) return refuse({ code: "form-changed-meanwhile" });
    if (!(await isUnderMarking(tables, form))) return refuse({ code: "marks-submitted" });
    const now = runtime.clock.now();
    const revision = choice === "offered" ? form.revision + 1 : form.revision;
    const moved = await tables.markingForm.updateMany({
      where: { id: formId, status: "open", revision: form.revision },
      data: { revision },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.conflictSettlement.create({
      data: { conflictKey: conflictId, choice, reason, settledById: actor.userId, settledAt: now },
    });
    if (choice === "offered") {
      const { key, aspectId, judgeId, value, deviceId, enteredAt, replaces } = conflict;
      const { scoreRound } = decided.value;
      const given = { key, formId, aspectId, judgeId, scoreRound, value, deviceId, enteredAt, replaces };
      await tables.markRevision.create({ data: { ...given, sequence: revision, reason, receivedAt: now } });
      await tables.signOff.updateMany({ where: { formId, voidedAt: null }, data: { voidedAt: now } });
    }
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "settle-mark-conflict",
      objectKind: "form",
      objectId: formId,
      payload: { aspect: conflict.aspectId, conflict: conflictId, choice, value: conflict.value, revision },
    });
    announce({ kind: "form-changed", formId, roundId: round.roundId });
    return allow({ revision });
  });
}
