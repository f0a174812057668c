/** The correction of a form that nothing has ended yet; a form has one at most. */
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Of corrections that were neither refused nor closed. */
export const OPEN_CORRECTION = { refusedAt: null, closedAt: null } as const;

/** Of corrections that opened their form again. */
export const OPENED_CORRECTION = { ...OPEN_CORRECTION, chiefJudgeId: { not: null }, supervisorId: { not: null } } as const;

/**
 * Whether anything may be entered, signed or confirmed on the form: in judging, and after the marks were submitted only where a
 * correction opened it again.
 */
export async function isUnderMarking(
  tables: Tables,
  { formId, round }: { readonly formId: string; readonly round: { readonly phase: RoundPhase } },
): Promise<boolean> {
  return round.phase === "judging" || (await tables.correction.count({ where: { formId, ...OPENED_CORRECTION } })) > 0;
}

export async function hasOpenCorrection(tables: Tables, formId: string): Promise<boolean> {
  return (await tables.correction.count({ where: { formId, ...OPEN_CORRECTION } })) > 0;
}
