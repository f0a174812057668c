/** The chief judge or a supervisor grants a correction; with the second of the two the form is open again (DOMAIN 5 and 14). */
import { type CorrectionGrantor, decideGrantCorrection } from "#app/domain/marking/correction.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type CorrectionAsFound, findCorrection } from "#app/queries/marking/find-correction.server.ts";

export type GrantCorrectionInput = {
  readonly roundId: string;
  readonly correctionId: string;
  /** The duty in which he grants; the caller has found that he holds it. */
  readonly as: CorrectionGrantor;
};

/**
 * Opening takes the form out of every result in the same transaction, and no signature stands any longer.
 * @returns whether the form is open now, or every reason of `decideGrantCorrection`.
 */
export function grantCorrection(
  runtime: Runtime,
  actor: Actor,
  { roundId, correctionId, as }: GrantCorrectionInput,
): Promise<Decision<{ readonly opened: boolean }>> {
  return runtime.database.write<{ opened: boolean }, string>(async ({ tables, audit, announce }) => {
    const correction = await findCorrection(tables, { roundId, correctionId });
    if (!correction) return refuse({ code: "correction-unknown" });
    const decided = decideGrantCorrection({ phase: correction.phase, correction, as, userId: actor.userId });
    if (!decided.ok) return decided;
    const { opens } = decided.value;
    const now = runtime.clock.now();
    const { formId, competitionId } = correction;
    const granted = await tables.correction.updateMany({
      where: {
        id: correctionId,
        refusedAt: null,
        closedAt: null,
        ...(as === "chief-judge" ? { chiefJudgeId: null } : { supervisorId: null }),
      },
      data:
        as === "chief-judge"
          ? { chiefJudgeId: actor.userId, chiefJudgeAt: now }
          : { supervisorId: actor.userId, supervisorAt: now },
    });
    if (granted.count === 0) return refuse({ code: "changed-meanwhile" });
    if (opens && !(await openForm(tables, correction, now))) return refuse({ code: "changed-meanwhile" });
    const board = opens
      ? await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } })
      : null;
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "grant-correction",
      objectKind: "form",
      objectId: formId,
      payload: { correction: correctionId, as, opened: opens, ...(board && { boardVersion: board.version }) },
    });
    announce({ kind: "form-changed", formId, roundId });
    announce({ kind: "round-changed", roundId });
    if (opens) announce({ kind: "board-changed", roundId });
    return allow({ opened: opens });
  });
}

/** @returns false when the form is not as it was when the correction was asked for. */
async function openForm(tables: Tables, { formId, revisionBefore }: CorrectionAsFound, now: Date): Promise<boolean> {
  const opened = await tables.markingForm.updateMany({
    where: { id: formId, status: "confirmed", revision: revisionBefore },
    data: { status: "open" },
  });
  await tables.signOff.updateMany({ where: { formId, voidedAt: null }, data: { voidedAt: now } });
  await tables.formConfirmation.updateMany({ where: { formId, voidedAt: null }, data: { voidedAt: now } });
  return opened.count === 1;
}
