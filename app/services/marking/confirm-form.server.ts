/**
 * Someone who neither entered nor signed a form confirms it: it is locked, and its marks count from then on (DOMAIN 5). That ends
 * the correction that had opened it again.
 */
import { decideConfirm } from "#app/domain/marking/confirm.ts";
import { listRisen } from "#app/domain/results/recheck.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking, OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listPlacedCodes } from "#app/queries/recheck/list-placed-codes.server.ts";

export type ConfirmFormInput = {
  readonly formId: string;
  /** The revision that was read before confirming. */
  readonly revision: number;
};

/**
 * The board's new version is issued in the same transaction, so that no board can show the form under an old number.
 * @returns the board's version, or `form-changed-meanwhile`, or every reason of `decideConfirm`.
 */
export function confirmForm(
  runtime: Runtime,
  actor: Actor,
  input: ConfirmFormInput,
): Promise<Decision<{ readonly boardVersion: number }>> {
  return runtime.database.write<{ boardVersion: number }, string>(async ({ tables, audit, announce }) => {
    const { formId, round, status, revision, state, team, recused, everEntered, everSigned, everKeyed } = await getFormAsFound(
      tables,
      input.formId,
    );
    const decided = decideConfirm({
      status,
      enteredBy: everEntered,
      signedBy: everSigned,
      keyedBy: everKeyed,
      team,
      recused,
      userId: actor.userId,
    });
    if (!decided.ok) return decided;
    if (!(await isUnderMarking(tables, { formId, round }))) return refuse({ code: "marks-submitted" });
    if (revision !== input.revision) return refuse({ code: "form-changed-meanwhile" });
    const now = runtime.clock.now();
    const moved = await tables.markingForm.updateMany({
      where: { id: formId, status: "signed", revision },
      data: { status: decided.value.status },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.formConfirmation.create({
      data: { id: newId(), formId, confirmedById: actor.userId, revision, confirmedAt: now },
    });
    const corrected = await tables.correction.updateMany({
      where: { formId, ...OPEN_CORRECTION },
      data: { closedAt: now, revisionAfter: revision, markAfter: state.mark },
    });
    const risen = corrected.count > 0 ? await addRisen(tables, round) : [];
    const board = await tables.board.update({
      where: { roundId: round.roundId },
      data: { version: { increment: 1 }, changedAt: now },
    });
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "confirm-form",
      objectKind: "form",
      objectId: formId,
      payload: {
        revision,
        boardVersion: board.version,
        ...(corrected.count > 0 && { endsCorrection: true, mark: state.mark }),
        ...(risen.length > 0 && { toRecheck: [...risen] }),
      },
    });
    announce({ kind: "form-changed", formId, roundId: round.roundId });
    if (corrected.count > 0) announce({ kind: "round-changed", roundId: round.roundId });
    announce({ kind: "board-changed", roundId: round.roundId });
    return allow({ boardVersion: board.version });
  });
}

/** A correction can bring a code into the top places, which the recheck takes in without exception. @returns those codes. */
async function addRisen(tables: Tables, { roundId, rules }: PinnedRound): Promise<readonly string[]> {
  if ((await tables.recheck.count({ where: { roundId } })) === 0) return [];
  const items = await tables.recheckItem.findMany({ where: { roundId }, select: { subject: { select: { code: true } } } });
  const codes = await listPlacedCodes(tables, roundId);
  const risen = listRisen(codes, new Set(items.map(({ subject }) => subject.code)), rules.recheck);
  const subjects = new Map(codes.map(({ code, subjectId }) => [code, subjectId]));
  await tables.recheckItem.createMany({
    data: risen.map(({ code, basis }) => ({ id: newId(), roundId, subjectId: subjects.get(code) ?? "", basis, note: "" })),
  });
  return risen.map(({ code }) => code);
}
