/** What a competition awards beyond the prizes of its events, from the results that are published so far, by name. */
import type { SpecialAwardRules } from "#app/domain/awards/special-awards.ts";
import { decideSpecialAwardsChange } from "#app/domain/awards/special-awards-change.ts";
import type { Award, CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { computeAllSpecialAwards } from "#app/queries/awards/compute-all-special-awards.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type TeamRow = {
  readonly place: number;
  readonly delegation: Named;
  readonly points: number;
  /** In the order of `events`. */
  readonly byEvent: readonly number[];
  /** How many first, second and third places. */
  readonly firsts: readonly [number, number, number];
  readonly winsOrganisation: boolean;
};

export type SpecialWinner = {
  readonly entryId: string;
  readonly names: readonly string[];
  readonly delegation: Named;
  readonly event: Named;
  readonly award: Award | null;
  /** In hundredths. */
  readonly total: number;
  readonly scaleScore: number | null;
};

export type CoachWinner = { readonly coach: string; readonly delegation: Named; readonly entries: readonly SpecialWinner[] };

export type SpecialAwardsPage = {
  readonly rules: SpecialAwardRules;
  /** Whether the rules may still change. */
  readonly isOpen: boolean;
  readonly events: readonly (Named & { readonly code: string })[];
  /** Events whose results are not published yet: everything below is without them. */
  readonly missing: readonly Named[];
  readonly teams: readonly TeamRow[];
  readonly bestOfDelegation: readonly SpecialWinner[];
  readonly highest: readonly SpecialWinner[];
  readonly coaches: readonly CoachWinner[];
};

/** For readers who may see names; only what was published on site counts. */
export async function getSpecialAwards(runtime: Runtime, competitionId: string): Promise<SpecialAwardsPage> {
  const { read } = runtime.database;
  const { phase, delegations: all } = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { phase: true, delegations: { select: { id: true, name: true, nameEn: true } } },
  });
  const { rules, events: known, entries, awards } = await computeAllSpecialAwards(read, competitionId);
  const published = known.filter(({ isPublished }) => isPublished);
  const delegations = new Map(all.map(({ id, ...named }) => [id, named]));
  const events = new Map(known.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
  const shown = new Set([...awards.highest, ...[...awards.bestOfDelegation.values()].flat(), ...awards.coached]);
  const holders = await listEntryHolders(runtime, [...shown]);
  const winners = new Map(
    entries
      .filter(({ entryId }) => shown.has(entryId))
      .map((entry): [string, SpecialWinner] => [
        entry.entryId,
        {
          entryId: entry.entryId,
          names: (holders.get(entry.entryId) ?? []).map(({ name }) => name),
          delegation: delegations.get(entry.delegationId) ?? NOBODY,
          event: events.get(entry.eventId) ?? NOBODY,
          award: entry.award,
          total: entry.total ?? 0,
          scaleScore: entry.scaleScore,
        },
      ]),
  );
  const winner = (entryId: string) => winners.get(entryId) ?? [];
  return {
    rules,
    isOpen: decideSpecialAwardsChange(phase as CompetitionPhase, rules).ok,
    events: published.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    missing: known.filter(({ isPublished }) => !isPublished).map(({ name, nameEn }) => ({ name, nameEn })),
    teams: awards.teams.map(({ delegationId, place, points, byEvent, places }) => ({
      place,
      delegation: delegations.get(delegationId) ?? NOBODY,
      points,
      byEvent: published.map(({ id }) => byEvent[id] ?? 0),
      firsts: [places[0] ?? 0, places[1] ?? 0, places[2] ?? 0],
      winsOrganisation: awards.organisation.includes(delegationId),
    })),
    bestOfDelegation: [...awards.bestOfDelegation.values()].flat().flatMap(winner),
    highest: awards.highest.flatMap(winner),
    coaches: gatherCoaches(await listCoached(runtime, awards.coached), winners),
  };
}

const NOBODY: Named = { name: "", nameEn: "" };

async function listCoached({ database, keys }: Runtime, entryIds: readonly string[]) {
  const found = await database.read.entry.findMany({
    where: { id: { in: [...entryIds] } },
    select: { id: true, delegationId: true, coaches: COACHES },
  });
  const known = new Map(found.map((entry) => [entry.id, entry]));
  return entryIds.flatMap((entryId) => {
    const entry = known.get(entryId);
    return entry ? [{ entryId, delegationId: entry.delegationId, coach: nameCoaches(keys, entry.coaches) }] : [];
  });
}

/** A coach of one delegation once, with all whom he coached to an award. */
function gatherCoaches(
  coached: readonly { readonly entryId: string; readonly delegationId: string; readonly coach: string }[],
  winners: ReadonlyMap<string, SpecialWinner>,
): readonly CoachWinner[] {
  const gathered = new Map<string, { coach: string; delegation: Named; entries: SpecialWinner[] }>();
  for (const { entryId, delegationId, coach } of coached) {
    const winner = winners.get(entryId);
    if (!winner) continue;
    // One field may name several, as people write it.
    for (const name of coach.split(/[、,，;；/]/).map((part) => part.trim())) {
      if (name === "") continue;
      const known = gathered.get(`${delegationId} ${name}`) ?? { coach: name, delegation: winner.delegation, entries: [] };
      known.entries.push(winner);
      gathered.set(`${delegationId} ${name}`, known);
    }
  }
  return [...gathered.values()];
}
