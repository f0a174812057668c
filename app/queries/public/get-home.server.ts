/** The front page: what is live, where registration is open, whose results were just published; and a search over all of it. */
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import type { CompetitionClass, CompetitionPhase, Disclosure, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findFreeze } from "#app/queries/board/find-freeze.server.ts";
import { listPartialRounds } from "#app/queries/board/list-partial-rounds.server.ts";

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };
type HostRegion = { readonly name: string; readonly nameEn: string };

export type LiveEvent = Named & {
  readonly phase: RoundPhase;
  /** What is shown of it. */
  readonly disclosure: Disclosure;
  /** Null where not even that is shown. */
  readonly progress: { readonly confirmed: number; readonly total: number } | null;
};
export type LiveCompetition = Named & { readonly events: readonly LiveEvent[] };

export type OpenCompetition = Named & {
  readonly tier: Tier;
  readonly class: CompetitionClass;
  /** Whose authorities hold it: one, or several together. */
  readonly regions: readonly HostRegion[];
  /** ISO. */
  readonly registrationClosesAt: string;
  readonly startsOn: string;
  readonly events: readonly Named[];
};

export type PublishedEvent = Named & { readonly competition: Named /** ISO. */; readonly publishedAt: string };

export type FoundCompetition = Named & {
  readonly tier: Tier;
  readonly class: CompetitionClass;
  readonly phase: CompetitionPhase;
  /** ISO. */
  readonly startsOn: string;
  readonly regions: readonly HostRegion[];
  /** Those of its events that match by themselves; none when the competition does. */
  readonly events: readonly Named[];
};

export type Home = {
  readonly live: readonly LiveCompetition[];
  readonly open: readonly OpenCompetition[];
  readonly published: readonly PublishedEvent[];
  /** Null when nothing was asked for. */
  readonly found: readonly FoundCompetition[] | null;
};

const RECENT_DAYS = 60;
const MOST_PUBLISHED = 8;
const MOST_FOUND = 30;

/** @param query words that must all occur in a competition, its host regions or one of its events */
export async function getHome(runtime: Runtime, query: string): Promise<Home> {
  const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  return {
    live: await listLive(runtime),
    open: await listOpen(runtime),
    published: await listPublished(runtime),
    found: words.length === 0 ? null : await search(runtime, words),
  };
}

async function listLive({ database }: Runtime): Promise<readonly LiveCompetition[]> {
  const rounds = await database.read.round.findMany({
    where: { phase: { in: ["judging", "recheck", "unblinded"] }, event: { competition: { phase: { not: "draft" } } } },
    orderBy: [{ event: { competition: { startsOn: "desc" } } }, { event: { code: "asc" } }],
    select: {
      id: true,
      phase: true,
      disclosure: true,
      event: {
        select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
      },
    },
  });
  const forms = await database.read.markingForm.groupBy({
    by: ["roundId", "status"],
    where: { roundId: { in: rounds.map(({ id }) => id) } },
    _count: true,
  });
  const partial = await listPartialRounds(
    database.read,
    rounds.map(({ id }) => id),
  );
  const competitions = new Map<string, Named & { events: LiveEvent[] }>();
  for (const { id, phase, disclosure: set, event } of rounds) {
    const disclosure = computeShownDisclosure({
      disclosure: set as Disclosure,
      phase: phase as RoundPhase,
      isPublished: false,
      isWhole: !partial.has(id),
    });
    const own = forms.filter(({ roundId }) => roundId === id);
    const sum = (rows: typeof own) => rows.reduce((total, { _count }) => total + _count, 0);
    const counted = { confirmed: sum(own.filter(({ status }) => status === "confirmed")), total: sum(own) };
    const progress = (await findFreeze(database.read, id))?.board.progress ?? counted;
    const { competition, ...named } = event;
    const known = competitions.get(competition.code) ?? { ...competition, events: [] };
    competitions.set(competition.code, known);
    known.events.push({
      ...named,
      phase: phase as RoundPhase,
      disclosure,
      progress: disclosure === "closed" ? null : progress,
    });
  }
  return [...competitions.values()];
}

async function listOpen({ database }: Runtime): Promise<readonly OpenCompetition[]> {
  const competitions = await database.read.competition.findMany({
    where: { phase: "registration" },
    orderBy: { registrationClosesAt: "asc" },
    select: {
      code: true,
      name: true,
      nameEn: true,
      tier: true,
      class: true,
      registrationClosesAt: true,
      startsOn: true,
      hosts: HOST_REGION,
      events: { where: { cancelledAt: null }, orderBy: { code: "asc" }, select: { code: true, name: true, nameEn: true } },
    },
  });
  return competitions.map(({ hosts, tier, registrationClosesAt, startsOn, ...competition }) => ({
    ...competition,
    tier: tier as Tier,
    class: competition.class as CompetitionClass,
    regions: namesOf(hosts),
    registrationClosesAt: registrationClosesAt.toISOString(),
    startsOn: startsOn.toISOString(),
  }));
}

async function listPublished({ database, clock }: Runtime): Promise<readonly PublishedEvent[]> {
  const since = new Date(clock.now().getTime() - RECENT_DAYS * 86_400_000);
  const publications = await database.read.publication.findMany({
    where: { kind: "on-site", publishedAt: { gte: since } },
    orderBy: [{ publishedAt: "desc" }, { roundId: "asc" }],
    // Results that were published anew stand once, with the day of the latest.
    distinct: ["roundId"],
    take: MOST_PUBLISHED * 4,
    select: {
      publishedAt: true,
      round: {
        select: {
          event: {
            select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
          },
        },
      },
    },
  });
  const latest = new Map<string, PublishedEvent>();
  for (const { publishedAt, round } of publications) {
    const key = `${round.event.competition.code} ${round.event.code}`;
    // An event with several rounds publishes each of them: the latest is one way to all.
    if (!latest.has(key)) latest.set(key, { ...round.event, publishedAt: publishedAt.toISOString() });
  }
  return [...latest.values()].slice(0, MOST_PUBLISHED);
}

async function search({ database }: Runtime, words: readonly string[]): Promise<readonly FoundCompetition[]> {
  // Compared here and not in the database: the two of them differ in how they fold letters.
  const competitions = await database.read.competition.findMany({
    where: { phase: { not: "draft" } },
    orderBy: [{ startsOn: "desc" }, { code: "asc" }],
    select: {
      code: true,
      name: true,
      nameEn: true,
      tier: true,
      class: true,
      phase: true,
      startsOn: true,
      hosts: HOST_REGION,
      events: { where: { cancelledAt: null }, orderBy: { code: "asc" }, select: { code: true, name: true, nameEn: true } },
    },
  });
  return competitions
    .flatMap(({ hosts, events, tier, phase, startsOn, ...competition }): FoundCompetition[] => {
      const regions = hosts.flatMap(({ region }) => [region, region.parent, region.parent?.parent]);
      const own = [competition, ...regions].flatMap((named) => (named ? [named.name, named.nameEn] : [])).join(" ");
      const matches = (text: string) => words.every((word) => `${own} ${text}`.toLowerCase().includes(word));
      const isFound = matches("");
      const found = isFound ? [] : events.filter(({ name, nameEn }) => matches(`${name} ${nameEn}`));
      if (!isFound && found.length === 0) return [];
      return [
        {
          ...competition,
          tier: tier as Tier,
          class: competition.class as CompetitionClass,
          phase: phase as CompetitionPhase,
          startsOn: startsOn.toISOString(),
          regions: namesOf(hosts),
          events: found,
        },
      ];
    })
    .slice(0, MOST_FOUND);
}

function namesOf(hosts: readonly { readonly region: HostRegion }[]): readonly HostRegion[] {
  return hosts.map(({ region: { name, nameEn } }) => ({ name, nameEn }));
}

const HOST_REGION = {
  where: { relation: "host-authority" },
  orderBy: { id: "asc" },
  select: {
    region: {
      select: {
        name: true,
        nameEn: true,
        parent: { select: { name: true, nameEn: true, parent: { select: { name: true, nameEn: true } } } },
      },
    },
  },
} as const;
