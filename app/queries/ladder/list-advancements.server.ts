/** Who goes on from this competition to the tier above, who came to it from below, and what results say differently by now. */

import { type AdvancementRoute, computeAdvancement } from "#app/domain/ladder/advancement.ts";
import { type AdvancementState, compareAdvancements } from "#app/domain/ladder/advancement-states.ts";
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, RegistrationStatus, Tier } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getContenders } from "#app/queries/ladder/get-contenders.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Side = {
  /** Null: held outside the system. */
  readonly competitionCode: string | null;
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly tier: Tier;
  readonly eventName: string;
  readonly eventNameEn: string;
};

export type AdvancementStep = {
  readonly from: AdvancementState | null;
  readonly to: AdvancementState;
  readonly reason: string;
  /** Null: the job of finality. */
  readonly by: string | null;
  /** ISO. */
  readonly at: string;
};

export type AdvancementRow = {
  readonly id: string;
  readonly holders: readonly string[];
  /** Null: a result outside the system that says none. */
  readonly place: number | null;
  readonly state: AdvancementState;
  readonly route: AdvancementRoute;
  readonly from: Side;
  readonly to: Side;
  /** Of the decision that a result outside the system rests on; null for a result of this system. */
  readonly reference: string | null;
  /** Where the new entry stands at the upper event; null before it is confirmed. */
  readonly status: RegistrationStatus | null;
  /** Oldest first. */
  readonly steps: readonly AdvancementStep[];
  /** The results as they stand now would not take it on, or the record that it rests on was dropped. */
  readonly isNoLongerDue: boolean;
};

export type Advancements = {
  /** Places were offered by results that are public again and not final: nobody moves until they are. */
  readonly isReopened: boolean;
  readonly outgoing: readonly AdvancementRow[];
  readonly incoming: readonly AdvancementRow[];
  /** By name, who is due by the results as they stand now and was not offered a place. */
  readonly notOffered: readonly { readonly entryId: string; readonly holders: readonly string[] }[];
};

const SIDE = {
  name: true,
  nameEn: true,
  code: true,
  competition: { select: { code: true, name: true, nameEn: true, tier: true } },
} as const;

const FACT = {
  content: true,
  reference: true,
  droppedAt: true,
  members: {
    orderBy: { position: "asc" },
    select: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  },
} as const;

/** Both lists in the order of events and places. */
export async function listAdvancements(runtime: Runtime, competitionId: string): Promise<Advancements> {
  const { read } = runtime.database;
  const rows = await read.advancement.findMany({
    where: { OR: [{ toEvent: { competitionId } }, { round: { event: { competitionId } } }] },
    orderBy: [{ toEvent: { code: "asc" } }, { place: "asc" }, { id: "asc" }],
    select: {
      id: true,
      place: true,
      state: true,
      entryId: true,
      round: { select: { rules: { select: { content: true } }, event: { select: SIDE } } },
      toEvent: { select: SIDE },
      newEntry: { select: { status: true } },
      entry: { select: { event: { select: { competitionId: true } } } },
      fact: { select: FACT },
      acts: { orderBy: [{ at: "asc" }, { id: "asc" }] },
    },
  });
  const differences = await listDifferences(runtime, competitionId);
  const holders = await listEntryHolders(runtime, [...rows.flatMap(({ entryId }) => entryId ?? []), ...differences.notOffered]);
  const actorIds = rows.flatMap(({ acts }) => acts.flatMap(({ actorId }) => actorId ?? []));
  const actors = await read.user.findMany({
    where: { id: { in: [...new Set(actorIds)] } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(actors.map(({ id, displayName }) => [id, displayName]));
  const namesOf = (entryId: string) => (holders.get(entryId) ?? []).map(({ name }) => name);
  const toRow = (row: (typeof rows)[number]): AdvancementRow[] => {
    const { id, entryId, place, state, round, fact, toEvent, newEntry, acts } = row;
    const common = {
      id,
      state: state as AdvancementState,
      route: toEventRules(round?.rules?.content ?? {}).advancement?.route ?? "direct",
      to: toSide(toEvent),
      status: (newEntry?.status ?? null) as RegistrationStatus | null,
      steps: acts.map(({ fromState, toState, reason, actorId, at }) => ({
        from: fromState as AdvancementState | null,
        to: toState as AdvancementState,
        reason,
        by: actorId && (nameOf.get(actorId) ?? null),
        at: at.toISOString(),
      })),
    };
    if (fact !== null) {
      const result = fact.content as unknown as RecordedResult;
      return [
        {
          ...common,
          holders: fact.members.map(({ person }) => openPerson(runtime.keys, person)?.name ?? ""),
          place: result.place,
          from: toOutsideSide(result),
          reference: fact.reference,
          isNoLongerDue: fact.droppedAt !== null && state !== "declined",
        },
      ];
    }
    if (entryId === null || round === null) return [];
    return [
      {
        ...common,
        holders: namesOf(entryId),
        place,
        from: toSide(round.event),
        reference: null,
        isNoLongerDue: differences.noLongerDue.includes(entryId),
      },
    ];
  };
  const outgoing = rows.filter(({ entry }) => entry?.event.competitionId === competitionId).flatMap(toRow);
  return {
    isReopened: outgoing.length > 0 && differences.isReopened,
    outgoing,
    incoming: rows.filter(({ entry }) => entry?.event.competitionId !== competitionId).flatMap(toRow),
    notOffered: differences.notOffered.map((entryId) => ({ entryId, holders: namesOf(entryId) })),
  };
}

/** What a ruling after finality changed; nothing before the competition is final. */
async function listDifferences({ database }: Runtime, competitionId: string) {
  const { phase } = await database.read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { phase: true },
  });
  const isOpen = isReopened(phase as CompetitionPhase);
  const rounds = await database.read.round.findMany({
    where: { kind: "final", event: { competitionId, upperEventId: { not: null } } },
    select: { id: true, advancements: { select: { entryId: true, state: true } } },
  });
  const [noLongerDue, notOffered]: [string[], string[]] = [[], []];
  for (const { id, advancements } of isOpen ? [] : rounds) {
    const { rule, contenders } = await getContenders(database.read, id);
    if (rule === null) continue;
    const standing = advancements.flatMap(({ entryId, state }) =>
      entryId === null ? [] : [{ entryId, state: state as AdvancementState }],
    );
    const found = compareAdvancements(
      standing,
      computeAdvancement(contenders, rule).map(({ entryId }) => entryId),
    );
    noLongerDue.push(...found.noLongerDue);
    // Before the job of finality ran nothing was offered, and nothing is missing.
    if (standing.length > 0) notOffered.push(...found.notOffered);
  }
  return { noLongerDue, notOffered, isReopened: isOpen };
}

function toSide(event: {
  name: string;
  nameEn: string;
  competition: { code: string; name: string; nameEn: string; tier: string };
}): Side {
  return {
    competitionCode: event.competition.code,
    competitionName: event.competition.name,
    competitionNameEn: event.competition.nameEn,
    tier: event.competition.tier as Tier,
    eventName: event.name,
    eventNameEn: event.nameEn,
  };
}

/** Its names are as they were published, in one language. */
function toOutsideSide({ competition, tier, event }: RecordedResult): Side {
  return {
    competitionCode: null,
    competitionName: competition,
    competitionNameEn: competition,
    tier,
    eventName: event,
    eventNameEn: event,
  };
}
