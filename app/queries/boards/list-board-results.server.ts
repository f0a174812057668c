/**
 * Every public result as boards count it: the latest on-site publication of the last round of each event (what the one computation
 * of awards said when it was made public, and again after each ruling), and what was recorded of competitions outside the system
 * and confirmed by a second person.
 */
import {
  computePoints,
  DEFAULT_SPECIAL_AWARDS,
  POINTS_BY_PLACE,
  type PointsRule,
  type SpecialAwardRules,
} from "#app/domain/awards/special-awards.ts";
import type { BoardMember, BoardResult } from "#app/domain/boards/board.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import type { PublishedResult } from "#app/domain/results/published-result.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Award, CompetitionPhase, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type BoardCompetition = Named & {
  readonly id: string;
  readonly code: string;
  readonly year: number;
  readonly tier: Tier;
  /** Whether its results are final; published ones may still be changed by a ruling. */
  readonly isFinal: boolean;
  /** Its own rule, or the published default; null: it gives no points. */
  readonly points: PointsRule | null;
};

export type BoardResults = {
  readonly results: readonly BoardResult[];
  /** Competitions with a public result, by id. */
  readonly competitions: ReadonlyMap<string, BoardCompetition>;
  /** By the word that results call their delegation: those of one name and region are one, over all competitions. */
  readonly delegations: ReadonlyMap<string, Named>;
};

/** @param of one competition by id, or all; with or without what was recorded from outside, which belongs to none of them */
export async function listBoardResults(
  tables: Tables,
  of: { readonly competitionId?: string; readonly withOutside: boolean },
): Promise<BoardResults> {
  const known = await listCompetitions(tables, of.competitionId);
  const eventOf = await listLastRounds(tables, of.competitionId);
  const delegations = await listDelegations(tables, of.competitionId);
  const results: BoardResult[] = [];
  const competitions = new Map<string, BoardCompetition>();
  for (const { roundId, ranked } of await listLatestPublications(tables, eventOf)) {
    const competition = known.get(eventOf.get(roundId)?.competitionId ?? "");
    if (!competition || ranked.length === 0) continue;
    competitions.set(competition.id, competition);
    const { id: competitionId, year, tier, points: rule } = competition;
    for (const { entryId, place, award, passed, delegationId, members } of ranked) {
      results.push({
        resultId: entryId,
        outside: false,
        competitionId,
        eventId: eventOf.get(roundId)?.eventId ?? null,
        year,
        tier,
        place,
        award,
        points: rule === null ? 0 : computePoints({ place, award, passed }, rule),
        delegation: delegations.keys.get(delegationId) ?? null,
        members,
      });
    }
  }
  if (of.withOutside) results.push(...(await listOutside(tables)));
  return { results, competitions, delegations: delegations.named };
}

const PUBLISHED: readonly RoundPhase[] = ["published", "settled"];
const FINAL: readonly CompetitionPhase[] = ["final", "archived"];
/** Events read together: some hundred entries each. */
const AT_ONCE = 100;

/** What was announced; of one competition or of all. */
const announced = (competitionId: string | undefined) => ({
  phase: { not: "draft" },
  ...(competitionId === undefined ? {} : { id: competitionId }),
});

async function listCompetitions(
  tables: Tables,
  competitionId: string | undefined,
): Promise<ReadonlyMap<string, BoardCompetition>> {
  const competitions = await tables.competition.findMany({
    where: announced(competitionId),
    select: { id: true, code: true, name: true, nameEn: true, tier: true, phase: true, startsOn: true, specialAwards: true },
  });
  return new Map(
    competitions.map(({ tier, phase, startsOn, specialAwards, ...named }) => [
      named.id,
      {
        ...named,
        year: yearOf(shanghaiDay(startsOn)),
        tier: tier as Tier,
        isFinal: FINAL.includes(phase as CompetitionPhase),
        points: ((specialAwards as SpecialAwardRules | null) ?? DEFAULT_SPECIAL_AWARDS).points,
      },
    ]),
  );
}

/** By round id, the event whose last round it is and its competition; where that round's results are public. */
async function listLastRounds(tables: Tables, competitionId: string | undefined) {
  const of = announced(competitionId);
  // Asked for flat: of a relation the database would be given every id in one statement.
  const [events, rounds] = [
    await tables.event.findMany({ where: { competition: of }, select: { id: true, competitionId: true } }),
    await tables.round.findMany({
      where: { event: { competition: of } },
      select: { id: true, eventId: true, number: true, phase: true },
    }),
  ];
  const last = new Map<string, (typeof rounds)[number]>();
  for (const round of rounds) if (round.number > (last.get(round.eventId)?.number ?? 0)) last.set(round.eventId, round);
  return new Map(
    events.flatMap(({ id: eventId, competitionId: ofCompetition }) => {
      const round = last.get(eventId);
      return round && PUBLISHED.includes(round.phase as RoundPhase)
        ? [[round.id, { eventId, competitionId: ofCompetition }] as const]
        : [];
    }),
  );
}

type Events = Awaited<ReturnType<typeof listLastRounds>>;

/** A placed entry that is eligible, as it was published, with what was frozen of it. */
type Ranked = {
  readonly entryId: string;
  readonly place: number;
  readonly award: Award | null;
  readonly passed: boolean;
  readonly delegationId: string;
  readonly members: readonly BoardMember[];
};

/**
 * What publications say, by their ids, with what was frozen of their entries before: neither ever changes (a ruling publishes a
 * further version), so that what is kept here cannot differ from the tables. Without it a board over a hundred competitions
 * would read every entry of all of them each time.
 */
const kept = new WeakMap<Tables, Map<string, readonly Ranked[]>>();
const MOST_KEPT = 5000;

async function listLatestPublications(tables: Tables, eventOf: Events) {
  const latest = new Map<string, { readonly id: string; readonly version: number }>();
  for (const part of chunk([...eventOf.keys()])) {
    const all = await tables.publication.findMany({
      where: { roundId: { in: part }, kind: "on-site" },
      select: { id: true, roundId: true, version: true },
    });
    for (const { id, roundId, version } of all) {
      if (version > (latest.get(roundId)?.version ?? 0)) latest.set(roundId, { id, version });
    }
  }
  const own = kept.get(tables) ?? new Map<string, readonly Ranked[]>();
  kept.set(tables, own);
  if (own.size > MOST_KEPT) own.clear();
  const missing = [...latest].filter(([, { id }]) => !own.has(id));
  for (const [id, ranked] of await loadPublications(tables, missing, eventOf)) own.set(id, ranked);
  return [...latest].map(([roundId, { id }]) => ({ roundId, ranked: own.get(id) ?? [] }));
}

async function loadPublications(
  tables: Tables,
  missing: readonly (readonly [roundId: string, { readonly id: string }])[],
  eventOf: Events,
): Promise<ReadonlyMap<string, readonly Ranked[]>> {
  const loaded = new Map<string, readonly Ranked[]>();
  for (const part of chunk(missing, AT_ONCE)) {
    const eventIds = part.flatMap(([roundId]) => eventOf.get(roundId)?.eventId ?? []);
    const [publications, entries, members] = [
      await tables.publication.findMany({
        where: { id: { in: part.map(([, { id }]) => id) } },
        select: { id: true, results: true },
      }),
      await tables.entry.findMany({
        where: { eventId: { in: eventIds }, eligible: true },
        select: { id: true, delegationId: true },
      }),
      await listMembers(tables, eventIds),
    ];
    const delegationOf = new Map(entries.map(({ id, delegationId }) => [id, delegationId]));
    for (const { id, results } of publications) {
      loaded.set(
        id,
        (results as unknown as readonly PublishedResult[]).flatMap(({ entryId, place, award, passed = true }) => {
          const delegationId = delegationOf.get(entryId);
          return place === null || delegationId === undefined
            ? []
            : [{ entryId, place, award, passed, delegationId, members: members.get(entryId) ?? [] }];
        }),
      );
    }
  }
  return loaded;
}

async function listMembers(tables: Tables, eventIds: readonly string[]): Promise<ReadonlyMap<string, BoardMember[]>> {
  const byEntry = new Map<string, BoardMember[]>();
  const found = await tables.entryMember.findMany({
    where: { entry: { eventId: { in: [...eventIds] } } },
    select: { entryId: true, delegationRegion: true, ...UNITS },
  });
  for (const { entryId, delegationRegion, ...units } of found) {
    const own = byEntry.get(entryId);
    const member = { delegationRegion, ...describeUnits(units) };
    if (own) own.push(member);
    else byEntry.set(entryId, [member]);
  }
  return byEntry;
}

async function listDelegations(tables: Tables, competitionId: string | undefined) {
  const delegations = await tables.delegation.findMany({
    where: competitionId === undefined ? {} : { competitionId },
    select: { id: true, name: true, nameEn: true, regionCode: true },
  });
  const keyOf = ({ name, regionCode }: (typeof delegations)[number]) => `${regionCode} ${name}`;
  return {
    keys: new Map(delegations.map((delegation) => [delegation.id, keyOf(delegation)])),
    named: new Map(delegations.map((delegation) => [keyOf(delegation), { name: delegation.name, nameEn: delegation.nameEn }])),
  };
}

async function listOutside(tables: Tables): Promise<readonly BoardResult[]> {
  const facts = await tables.recordedFact.findMany({
    where: { kind: "result", confirmedAt: { not: null }, droppedAt: null },
    select: { id: true, content: true, occurredOn: true, members: { orderBy: { position: "asc" }, select: UNITS } },
  });
  return facts.map(({ id, content, occurredOn, members }) => {
    const { tier, place, award } = content as unknown as RecordedResult;
    return {
      resultId: id,
      outside: true,
      competitionId: null,
      eventId: null,
      year: yearOf(occurredOn),
      tier,
      place,
      award,
      points: computePoints({ place, award, passed: true }, POINTS_BY_PLACE),
      delegation: null,
      members: members.map((member) => ({ delegationRegion: null, ...describeUnits(member) })),
    };
  });
}

const UNITS = {
  employerId: true,
  employerRegion: true,
  schoolId: true,
  schoolRegion: true,
  trainingOrganisationId: true,
  trainingRegion: true,
} as const;

type Units = { readonly [Field in keyof typeof UNITS]: string | null };

/** The employer counts, and the school of who has none. */
function describeUnits(units: Units): Omit<BoardMember, "delegationRegion"> {
  return {
    unitId: units.employerId ?? units.schoolId,
    unitRegion: units.employerId === null ? units.schoolRegion : units.employerRegion,
    trainingId: units.trainingOrganisationId,
    trainingRegion: units.trainingRegion,
  };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
