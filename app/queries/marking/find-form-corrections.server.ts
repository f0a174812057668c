/** The corrections of one form, and whether this person may ask for one: null for a judge of another panel. */
import { hasRole } from "#app/domain/access/access.ts";
import { type CorrectionRefusal, decideRequestCorrection } from "#app/domain/marking/correction.ts";
import type { CorrectionView } from "#app/domain/results/correction-view.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { describeCorrections } from "#app/queries/marking/describe-corrections.server.ts";
import { hasOpenCorrection } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

export type FormCorrections = {
  readonly formId: string;
  readonly competition: { readonly code: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly status: FormStatus;
  readonly mark: number | null;
  readonly maximum: number;
  readonly isInTeam: boolean;
  /** Why this person cannot ask for a correction now; empty when he can. */
  readonly requestUnmet: readonly Refusal<CorrectionRefusal>[];
  /** The latest first. */
  readonly corrections: readonly CorrectionView[];
};

export async function findFormCorrections(runtime: Runtime, actor: Actor, formId: string): Promise<FormCorrections | null> {
  const { read } = runtime.database;
  const { round, subCriterion, status, team, state } = await getFormAsFound(read, formId);
  const scope = { competitionId: round.competitionId, eventId: round.eventId, delegationId: null };
  const isInTeam = team.includes(actor.userId);
  const mayAsk = isInTeam || hasRole(actor.grants, ["tally-clerk", "chief-judge"], scope);
  if (!mayAsk) return null;
  const hasOpen = await hasOpenCorrection(read, formId);
  const decided = decideRequestCorrection({
    phase: round.phase,
    isUnblindingBegun: round.isUnblindingBegun,
    status,
    hasOpenCorrection: hasOpen,
    mayAsk,
  });
  const { code } = await read.blindSubject.findFirstOrThrow({
    where: { forms: { some: { id: formId } } },
    select: { code: true },
  });
  const { competition, ...event } = await read.event.findUniqueOrThrow({
    where: { id: round.eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { code: true } } },
  });
  return {
    formId,
    competition,
    event,
    code,
    subCriterionId: subCriterion.id,
    subCriterionName: subCriterion.name,
    status,
    mark: status === "confirmed" ? state.mark : null,
    maximum: state.maximum,
    isInTeam,
    requestUnmet: decided.ok ? [] : decided.refusals,
    corrections: await describeCorrections(read, round, { formId }),
  };
}
