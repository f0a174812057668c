/** A frozen board: it stands as it was at a moment until a person ends it, and nothing confirmed later can be told from it (DOMAIN 10). */
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** What a freeze keeps: everything that a blind board can show, whatever its disclosure is then or later. */
export type FrozenBoard = Pick<BoardSnapshot, "version" | "changedAt" | "maximum" | "progress" | "rows">;

export type FreezeRefusal = "freeze-phase-wrong" | "already-frozen" | "not-frozen";

/** A board can be frozen while it is live; what was published is public, whatever was frozen. */
const FREEZABLE: readonly RoundPhase[] = ["judging", "recheck", "unblinded"];

export type FreezeFacts = { readonly phase: RoundPhase; readonly isFrozen: boolean };

/** Every reason why the board cannot be frozen now. */
export function decideFreeze({ phase, isFrozen }: FreezeFacts): Decision<null, FreezeRefusal> {
  const reasons: Refusal<FreezeRefusal>[] = [];
  if (!FREEZABLE.includes(phase)) reasons.push({ code: "freeze-phase-wrong", params: { phase } });
  if (isFrozen) reasons.push({ code: "already-frozen" });
  return decide(reasons, null);
}

/** Why there is no freeze to end; one outlasts its phases, because only a person ends it. */
export function decideEndFreeze({ isFrozen }: Pick<FreezeFacts, "isFrozen">): Decision<null, FreezeRefusal> {
  return decide<null, FreezeRefusal>(isFrozen ? [] : [{ code: "not-frozen" }], null);
}
