/**
 * A supervisor says of one sampled code whether its forms agree with what was signed. An error asks for a correction at once; when
 * all of the sample is checked and too much of it was wrong, everything is to be checked (DOMAIN 5: 复核).
 */
import { decideRequestCorrection } from "#app/domain/marking/correction.ts";
import { decideCheckItem, hasTooManyErrors, type RecheckOutcome } from "#app/domain/results/recheck.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { hasOpenCorrection } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { findPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { findRechecker } from "#app/queries/recheck/find-rechecker.server.ts";
import { listPlacedCodes } from "#app/queries/recheck/list-placed-codes.server.ts";
import { listRecheckItems } from "#app/queries/recheck/list-recheck-items.server.ts";

export type CheckRecheckItemInput = {
  readonly roundId: string;
  readonly itemId: string;
  readonly outcome: RecheckOutcome;
  /** Needed for an error: what is wrong. It becomes the reason of the correction. */
  readonly note: string;
  /** The form in which the error is. */
  readonly formId: string | null;
};

export type CheckedItem = {
  /** What is left to check, after the sample was extended if it was. */
  readonly left: number;
  readonly isExtended: boolean;
};

/** @returns what is left, or every reason of `decideCheckItem`, or `recheck-note-missing`. */
export function checkRecheckItem(runtime: Runtime, actor: Actor, input: CheckRecheckItemInput): Promise<Decision<CheckedItem>> {
  return runtime.database.write<CheckedItem, string>(async ({ tables, audit, announce }) => {
    const { roundId, itemId, outcome, note } = input;
    const round = await findPinnedRound(tables, roundId);
    const item = (await listRecheckItems(tables, roundId)).find((candidate) => candidate.itemId === itemId);
    if (!round || !item) return refuse({ code: "recheck-item-unknown" });
    const forms = await tables.markingForm.findMany({ where: { subjectId: item.subjectId }, select: { id: true } });
    const decided = decideCheckItem({
      phase: round.phase,
      isUnblindingBegun: round.isUnblindingBegun,
      rechecker: await findRechecker(tables, actor, round),
      standing: item.outcome,
      correction: item.correction,
      outcome,
      formId: input.formId,
      formIds: forms.map(({ id }) => id),
    });
    if (!decided.ok) return decided;
    if (outcome === "error" && note === "") return refuse({ code: "recheck-note-missing", params: { field: "note" } });
    const now = runtime.clock.now();
    const checked = await tables.recheckItem.updateMany({
      where: { id: itemId, outcome: item.outcome, checkedAt: item.checkedAt },
      data: { outcome, note, checkedById: actor.userId, checkedAt: now },
    });
    if (checked.count === 0) return refuse({ code: "changed-meanwhile" });
    const formId = outcome === "error" ? input.formId : null;
    const correctionId =
      formId === null || (await hasOpenCorrection(tables, formId))
        ? null
        : await askForCorrection(tables, { formId, reason: note, actorId: actor.userId, now });
    const { left, extension } = await extendWhenNeeded(tables, round, now);
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "check-recheck-item",
      objectKind: "round",
      objectId: roundId,
      payload: { code: item.code, outcome, form: formId, correction: correctionId, extension: [...extension] },
    });
    if (formId !== null) announce({ kind: "form-changed", formId, roundId });
    announce({ kind: "round-changed", roundId });
    return allow({ left, isExtended: extension.length > 0 });
  });
}

async function askForCorrection(
  tables: Tables,
  { formId, reason, actorId, now }: { formId: string; reason: string; actorId: string; now: Date },
): Promise<string> {
  const { round, status, revision, state } = await getFormAsFound(tables, formId);
  const decided = decideRequestCorrection({
    phase: round.phase,
    isUnblindingBegun: round.isUnblindingBegun,
    status,
    hasOpenCorrection: false,
    mayAsk: true,
  });
  // Without an open correction every form of a submitted round is confirmed.
  if (!decided.ok) throw new Error(`Form ${formId} of a submitted round is ${status}.`);
  const id = newId();
  await tables.correction.create({
    data: { id, formId, requestedById: actorId, requestedAt: now, reason, revisionBefore: revision, markBefore: state.mark },
  });
  return id;
}

/** Once: when the sample is checked and more of it was wrong than the rule bears, the codes outside it are added. */
async function extendWhenNeeded(
  tables: Tables,
  { roundId, rules }: PinnedRound,
  now: Date,
): Promise<{ left: number; extension: readonly string[] }> {
  const items = await listRecheckItems(tables, roundId);
  const left = items.filter(({ outcome }) => outcome === null).length;
  const errors = items.filter(({ outcome }) => outcome === "error").length;
  if (left > 0 || !hasTooManyErrors({ errors, checked: items.length }, rules.recheck)) return { left, extension: [] };
  const sampled = new Set(items.map(({ subjectId }) => subjectId));
  const others = (await listPlacedCodes(tables, roundId)).filter(({ subjectId }) => !sampled.has(subjectId));
  if (others.length === 0) return { left, extension: [] };
  await tables.recheck.update({ where: { roundId }, data: { extendedAt: now } });
  await tables.recheckItem.createMany({
    data: others.map(({ subjectId }) => ({ id: newId(), roundId, subjectId, basis: "everything", note: "" })),
  });
  return { left: others.length, extension: others.map(({ code }) => code) };
}
