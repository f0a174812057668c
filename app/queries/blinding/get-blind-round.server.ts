/** In how many layers a round is blinded, and where it stands: what who may see what of it goes by. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type BlindRound = {
  readonly eventId: string;
  readonly layers: BlindLayer;
  /** Whether judges see codes only. */
  readonly isBlind: boolean;
  readonly phase: RoundPhase;
};

/** By the rules that the round pinned, before judging by the latest. @throws Error when there is no such round. */
export async function getBlindRound(tables: Tables, roundId: string): Promise<BlindRound> {
  const { eventId, phase, rules, event } = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      eventId: true,
      phase: true,
      rules: { select: { content: true } },
      event: { select: { rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } } } },
    },
  });
  const { blindLayers, marking } = toEventRules((rules ?? event.rules[0])?.content);
  return { eventId, layers: blindLayers, isBlind: marking === "blind", phase: phase as RoundPhase };
}

/** In how many layers a round is blinded: which word the codes on its pages go by. @throws Error when there is no such round. */
export async function getBlindLayers({ database }: Pick<Runtime, "database">, roundId: string): Promise<BlindLayer> {
  return (await getBlindRound(database.read, roundId)).layers;
}
