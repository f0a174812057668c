/** One person's results over all tiers as they were made public, each with where it came from and where it leads; and what was recorded from outside. */
import type { AdvancementRoute } from "#app/domain/ladder/advancement.ts";
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import type { FactState } from "#app/domain/policy/check-recorded-fact.ts";
import { findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import type { PublishedResult } from "#app/domain/results/published-result.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { type Award, OVER_STATUSES, type RegistrationStatus, type RoundKind, type Tier } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { ORIGIN, type Origin, toOrigin } from "#app/queries/registration/origin.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type PersonAdvancement = {
  readonly competition: Named & { readonly code: string; readonly tier: Tier };
  readonly event: Named;
  readonly state: AdvancementState;
  readonly route: AdvancementRoute;
  /** Where the new entry stands at the upper event; null before the confirmation. */
  readonly status: RegistrationStatus | null;
};

export type PersonResult = {
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly tier: Tier;
  /** `code` null: held outside the system. */
  readonly competition: Named & { readonly code: string | null };
  readonly event: Named;
  /** YYYY-MM-DD: the last day of the competition, or of what was recorded. */
  readonly on: string;
  /** Of the furthest round whose results were made public; null: none were, or it is not ranked. */
  readonly place: number | null;
  readonly award: Award | null;
  /** The round that they are of, where it is not the last; null: the last, or none. */
  readonly round: RoundKind | null;
  readonly isPublished: boolean;
  readonly isFinal: boolean;
  readonly status: RegistrationStatus | null;
  /** Of what was recorded. */
  readonly factState: FactState | null;
  /** Everyone of the team by name, in order; empty: he alone. */
  readonly team: readonly string[];
  readonly origin: Origin | null;
  readonly advancement: PersonAdvancement | null;
};

const PEOPLE = {
  orderBy: { position: "asc" },
  select: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
} as const;

/** By day, the earliest first; registrations that came to nothing are left out. */
export async function listPersonResults(runtime: Runtime, personId: string): Promise<readonly PersonResult[]> {
  const results = [...(await listEntered(runtime, personId)), ...(await listRecorded(runtime, personId))];
  return results.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

async function listEntered({ database, keys }: Runtime, personId: string): Promise<readonly PersonResult[]> {
  const { read } = database;
  const entries = await read.entry.findMany({
    where: { members: { some: { personId } }, status: { notIn: ["draft", ...OVER_STATUSES] } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      status: true,
      members: PEOPLE,
      origin: ORIGIN,
      event: {
        select: {
          name: true,
          nameEn: true,
          competition: { select: { code: true, name: true, nameEn: true, tier: true, endsOn: true, finalisedAt: true } },
          rounds: { select: { number: true } },
        },
      },
      rounds: {
        orderBy: { round: { number: "desc" } },
        select: {
          round: {
            select: {
              number: true,
              kind: true,
              publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { results: true } },
            },
          },
        },
      },
      advancements: {
        take: 1,
        select: {
          state: true,
          newEntry: { select: { status: true } },
          round: { select: { rules: { select: { content: true } } } },
          toEvent: {
            select: { name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true, tier: true } } },
          },
        },
      },
    },
  });
  return entries.map(({ id, status, members, origin, event, rounds, advancements: [advancement] }) => {
    const { competition, rounds: all, ...named } = event;
    const { tier, endsOn, finalisedAt, ...of } = competition;
    const published = rounds.map(({ round }) => round).find(({ publications }) => publications.length > 0);
    const rows = (published?.publications[0]?.results ?? []) as unknown as readonly PublishedResult[];
    const row = rows.find(({ entryId }) => entryId === id);
    return {
      entryId: id,
      factId: null,
      tier: tier as Tier,
      competition: of,
      event: named,
      on: shanghaiDay(endsOn),
      place: row?.place ?? null,
      award: row?.award ?? null,
      round: published && published.number < Math.max(...all.map(({ number }) => number)) ? (published.kind as RoundKind) : null,
      isPublished: row !== undefined,
      isFinal: finalisedAt !== null,
      status: status as RegistrationStatus,
      factState: null,
      team: nameTeam(members),
      origin: toOrigin(origin),
      advancement: advancement
        ? {
            competition: { ...advancement.toEvent.competition, tier: advancement.toEvent.competition.tier as Tier },
            event: { name: advancement.toEvent.name, nameEn: advancement.toEvent.nameEn },
            state: advancement.state as AdvancementState,
            route: toEventRules(advancement.round?.rules?.content ?? {}).advancement?.route ?? "direct",
            status: (advancement.newEntry?.status ?? null) as RegistrationStatus | null,
          }
        : null,
    };
  });

  function nameTeam(members: readonly { person: Parameters<typeof openPerson>[1] }[]): readonly string[] {
    return members.length === 1 ? [] : members.map(({ person }) => openPerson(keys, person)?.name ?? "");
  }
}

async function listRecorded({ database, keys }: Runtime, personId: string): Promise<readonly PersonResult[]> {
  const facts = await database.read.recordedFact.findMany({
    where: { kind: "result", droppedAt: null, members: { some: { personId } } },
    orderBy: { id: "asc" },
    select: { id: true, content: true, occurredOn: true, confirmedAt: true, droppedAt: true, members: PEOPLE },
  });
  return facts.map(({ id, content, occurredOn, members, ...standing }) => {
    const result = content as unknown as RecordedResult;
    return {
      entryId: null,
      factId: id,
      tier: result.tier,
      competition: { code: null, name: result.competition, nameEn: result.competition },
      event: { name: result.event, nameEn: result.event },
      on: occurredOn,
      place: result.place,
      award: result.award,
      round: null,
      isPublished: true,
      isFinal: standing.confirmedAt !== null,
      status: null,
      factState: findFactState(standing),
      team: members.length === 1 ? [] : members.map(({ person }) => openPerson(keys, person)?.name ?? ""),
      origin: null,
      advancement: null,
    };
  });
}
