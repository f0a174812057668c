/** A conflict between two values as one judge of the team may see it. */
import { findStanding, type MarkConflictView, maySettle, type ValuePlace } from "#app/domain/marking/mark-conflict.ts";
import type { FormAsFound, MarkConflict } from "#app/queries/marking/get-form-as-found.server.ts";

/** Its values are for those who may settle it: the others must not see what another judge scored. */
export function describeConflict(found: FormAsFound, conflict: MarkConflict, judgeId: string): MarkConflictView {
  const { key, aspectId, scoreRound, value, enteredAt, receivedAt } = conflict;
  const isShown = maySettle(found.state, conflict, judgeId);
  const standing = findStandingValue(found, conflict);
  return {
    conflictId: key,
    aspectId,
    scoreRound,
    judgeId: conflict.judgeId,
    offered: isShown ? { value, enteredAt: enteredAt.toISOString(), receivedAt: receivedAt.toISOString() } : null,
    standing: isShown ? { key: standing.key, value: standing.value, receivedAt: standing.receivedAt.toISOString() } : null,
    maySettle: isShown && found.status === "open" && !found.recused.includes(judgeId),
  };
}

/** What stands now where a value met another one: that may have been replaced since. */
export function findStandingValue(found: FormAsFound, conflict: MarkConflict) {
  const { standingKey, standingValue, standingAt } = conflict;
  return findStandingRevision(found, conflict) ?? { key: standingKey, value: standingValue, receivedAt: standingAt };
}

/** The revision that an entry of this place would replace; null where none stands. */
export function findStandingRevision({ subCriterion, team, revisions }: FormAsFound, place: ValuePlace) {
  const aspect = subCriterion.aspects.find(({ id }) => id === place.aspectId);
  return aspect ? findStanding(aspect, team, revisions, place) : null;
}
