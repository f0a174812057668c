/** The competitions that pinned a version of a document: what a later version may be applied to. */
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type PinnedCompetition = {
  readonly competitionId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly phase: CompetitionPhase;
  /** Whether its results are final, so that entitlements were computed. */
  readonly isFinal: boolean;
  readonly pinnedId: string;
  readonly pinnedVersion: number;
};

/** The latest first. @param below only those that pinned a version before this one; left out: all */
export async function listPinnedCompetitions(
  tables: Tables,
  name: string,
  below?: number,
): Promise<readonly PinnedCompetition[]> {
  const pins = await tables.competitionPack.findMany({
    where: { pack: { name, ...(below === undefined ? {} : { version: { lt: below } }) } },
    orderBy: [{ competition: { startsOn: "desc" } }, { competitionId: "asc" }],
    select: {
      pack: { select: { id: true, version: true } },
      competition: { select: { id: true, code: true, name: true, nameEn: true, phase: true, finalisedAt: true } },
    },
  });
  return pins.map(({ pack, competition: { id, phase, finalisedAt, ...named } }) => ({
    competitionId: id,
    ...named,
    phase: phase as CompetitionPhase,
    isFinal: finalisedAt !== null,
    pinnedId: pack.id,
    pinnedVersion: pack.version,
  }));
}
