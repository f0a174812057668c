/** All corrections of a round for those who grant them and those who follow them. Codes only. */
import {
  CORRECTION_GRANTORS,
  type CorrectionGrantor,
  type CorrectionRefusal,
  decideGrantCorrection,
} from "#app/domain/marking/correction.ts";
import type { CorrectionView } from "#app/domain/results/correction-view.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { describeCorrections } from "#app/queries/marking/describe-corrections.server.ts";
import { findCorrection } from "#app/queries/marking/find-correction.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export type CorrectionRow = CorrectionView & {
  /** Why this person cannot grant it in either duty; empty where he can. */
  readonly grantUnmet: Readonly<Record<CorrectionGrantor, readonly Refusal<CorrectionRefusal>[]>>;
};

export type CorrectionsPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** The latest first. */
  readonly corrections: readonly CorrectionRow[];
};

/** @throws Error when there is no such round. */
export async function getCorrectionsPage(runtime: Runtime, actor: Actor, roundId: string): Promise<CorrectionsPage> {
  const { read } = runtime.database;
  const { event, phase } = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { phase: true, event: { select: { code: true, name: true, nameEn: true } } },
  });
  const round = await findPinnedRound(read, roundId);
  const views = round ? await describeCorrections(read, round) : [];
  const corrections: CorrectionRow[] = [];
  for (const view of views) {
    const facts = await findCorrection(read, { roundId, correctionId: view.correctionId });
    const unmet = (as: CorrectionGrantor) => {
      if (!facts) return [];
      const decided = decideGrantCorrection({ phase: facts.phase, correction: facts, as, userId: actor.userId });
      return decided.ok ? [] : decided.refusals;
    };
    const grantUnmet = Object.fromEntries(CORRECTION_GRANTORS.map((as) => [as, unmet(as)]));
    corrections.push({ ...view, grantUnmet: grantUnmet as CorrectionRow["grantUnmet"] });
  }
  return { event, phase: phase as RoundPhase, corrections };
}
