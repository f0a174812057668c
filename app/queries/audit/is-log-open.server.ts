/** Whether anything in the log of a competition could still join a code and a person. */
import { isLogOpen } from "#app/domain/audit/history-sight.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type BlindableRound = { readonly id: string; readonly eventId: string; readonly phase: RoundPhase };

/** All rounds but those of events that were cancelled before their works were marked. */
export async function listBlindableRounds(
  { database: { read } }: Runtime,
  competitionId: string,
): Promise<readonly BlindableRound[]> {
  const rounds = await read.round.findMany({
    where: {
      event: { competitionId },
      OR: [{ event: { cancelledAt: null } }, { phase: { in: ["judging", "recheck"] } }],
    },
    select: { id: true, eventId: true, phase: true },
  });
  return rounds as readonly BlindableRound[];
}

/** Whether the whole log may be had as a file: once every round is unblinded. */
export async function isLogOpenNow(runtime: Runtime, competitionId: string): Promise<boolean> {
  return isLogOpen((await listBlindableRounds(runtime, competitionId)).map(({ phase }) => phase));
}
