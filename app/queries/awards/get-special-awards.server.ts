/** What a competition awards beyond the prizes of its events, from the results that are published so far, by name. */
import {
  computeSpecialAwards,
  DEFAULT_SPECIAL_AWARDS,
  type SpecialAwardEntry,
  type SpecialAwardRules,
} from "#app/domain/awards/special-awards.ts";
import { decideSpecialAwardsChange } from "#app/domain/awards/special-awards-change.ts";
import type { Award, CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

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

/** The rules that a competition states, or the defaults. */
export async function getSpecialAwardRules(tables: Tables, competitionId: string): Promise<SpecialAwardRules> {
  const { specialAwards } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { specialAwards: true },
  });
  return (specialAwards as SpecialAwardRules | null) ?? DEFAULT_SPECIAL_AWARDS;
}

/** For readers who may see names; only what was published on site counts. */
export async function getSpecialAwards(runtime: Runtime, competitionId: string): Promise<SpecialAwardsPage> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      phase: true,
      delegations: { select: { id: true, name: true, nameEn: true } },
      events: {
        orderBy: { code: "asc" },
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          rounds: { orderBy: { number: "desc" }, take: 1, select: { id: true, phase: true } },
        },
      },
    },
  });
  const rules = await getSpecialAwardRules(read, competitionId);
  const isPublished = ({ rounds }: { rounds: readonly { phase: string }[] }) =>
    rounds.some(({ phase }) => PUBLISHED.includes(phase as RoundPhase));
  const published = competition.events.filter(isPublished);
  const entries: (SpecialAwardEntry & { readonly coach: string })[] = [];
  for (const event of published) {
    const [round] = event.rounds;
    if (round) entries.push(...(await listEntries(runtime, event.id, round.id)));
  }
  const awards = computeSpecialAwards(entries, rules);
  const delegations = new Map(competition.delegations.map(({ id, ...named }) => [id, named]));
  const events = new Map(competition.events.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
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
    isOpen: decideSpecialAwardsChange(competition.phase as CompetitionPhase, rules).ok,
    events: published.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    missing: competition.events.filter((event) => !isPublished(event)).map(({ name, nameEn }) => ({ name, nameEn })),
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
    coaches: gatherCoaches(entries, awards.coached, winners),
  };
}

const PUBLISHED: readonly RoundPhase[] = ["published", "settled"];
const NOBODY: Named = { name: "", nameEn: "" };

async function listEntries({ database: { read: tables }, keys }: Runtime, eventId: string, roundId: string) {
  const { rows, maximum } = await getRoundResultsByEntry(tables, roundId);
  const entries = await tables.entry.findMany({
    where: { rounds: { some: { roundId } } },
    select: { id: true, delegationId: true, coaches: COACHES },
  });
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return rows.map(({ entryId, eligible, place, passed, award, total, scaleScore }) => ({
    entryId,
    eventId,
    delegationId: known.get(entryId)?.delegationId ?? "",
    coach: nameCoaches(keys, known.get(entryId)?.coaches ?? []),
    eligible,
    place,
    passed,
    award,
    total,
    maximum,
    scaleScore,
  }));
}

/** A coach of one delegation once, with all whom he coached to an award. */
function gatherCoaches(
  entries: readonly { readonly entryId: string; readonly delegationId: string; readonly coach: string }[],
  coached: readonly string[],
  winners: ReadonlyMap<string, SpecialWinner>,
): readonly CoachWinner[] {
  const gathered = new Map<string, { coach: string; delegation: Named; entries: SpecialWinner[] }>();
  for (const { entryId, delegationId, coach } of entries) {
    const winner = winners.get(entryId);
    if (!winner || !coached.includes(entryId)) continue;
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
