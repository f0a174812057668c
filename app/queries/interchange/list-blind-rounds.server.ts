/** The rounds for which a competition cannot leave as a document yet: nothing may join an entry and its code until it is unblinded (DOMAIN 4). */
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** @returns a refusal for each round that is blind, by event and number; a round without codes is not blind */
export async function listBlindRounds(tables: Tables, competitionId: string): Promise<readonly Refusal<"round-still-blind">[]> {
  const rounds = await tables.round.findMany({
    where: { event: { competitionId }, subjects: { some: {} } },
    select: { number: true, phase: true, event: { select: { code: true } } },
    orderBy: [{ event: { code: "asc" } }, { number: "asc" }],
  });
  return rounds
    .filter(({ phase }) => !isUnblinded(phase as RoundPhase))
    .map(({ number, event }) => ({ code: "round-still-blind", params: { event: event.code, round: number } }));
}
