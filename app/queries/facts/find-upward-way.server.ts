/** Where a recorded result has been taken into events of this system, and which events could take it now. */
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import { takesEntries } from "#app/domain/ladder/advancement-states.ts";
import { checkFit } from "#app/domain/ladder/outside-way.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import {
  COMPETITION_PHASES,
  type CompetitionPhase,
  type EntryKind,
  type RegistrationStatus,
  type Tier,
} from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type UpwardWay = {
  readonly taken: readonly {
    readonly id: string;
    readonly competition: Named & { readonly tier: Tier };
    readonly event: Named;
    readonly state: AdvancementState;
    readonly status: RegistrationStatus | null;
  }[];
  /** Empty: no event fits, or the result has a way already to each that does. */
  readonly targets: readonly {
    readonly competition: Named & { readonly tier: Tier };
    readonly events: readonly (Named & { readonly eventId: string })[];
    readonly delegations: readonly (Named & { readonly delegationId: string })[];
  }[];
};

/** @returns null for a fact that is no result, or that no second person has confirmed */
export async function findUpwardWay({ database: { read } }: Runtime, factId: string): Promise<UpwardWay | null> {
  const fact = await read.recordedFact.findUnique({
    where: { id: factId },
    select: {
      content: true,
      confirmedAt: true,
      droppedAt: true,
      members: { select: { id: true } },
      advancements: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: {
          id: true,
          state: true,
          toEventId: true,
          newEntry: { select: { status: true } },
          toEvent: { select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true, tier: true } } } },
        },
      },
    },
  });
  const content = fact?.content as unknown as RecordedContent | undefined;
  if (!fact || content?.kind !== "result" || fact.confirmedAt === null) return null;
  const competitions = await read.competition.findMany({
    where: { phase: { in: COMPETITION_PHASES.filter(takesEntries) } },
    orderBy: [{ startsOn: "asc" }, { code: "asc" }],
    select: {
      name: true,
      nameEn: true,
      tier: true,
      phase: true,
      events: { orderBy: { code: "asc" }, select: { id: true, name: true, nameEn: true, entryKind: true, teamSize: true } },
      delegations: { orderBy: { name: "asc" }, select: { id: true, name: true, nameEn: true } },
    },
  });
  const known = fact.advancements.map(({ toEventId }) => toEventId);
  const targets = competitions.map(({ name, nameEn, tier, phase, events, delegations }) => ({
    competition: { name, nameEn, tier: tier as Tier },
    events: events
      .filter(({ id, entryKind, teamSize }) => {
        const upper = { tier: tier as Tier, phase: phase as CompetitionPhase, entryKind: entryKind as EntryKind, teamSize };
        return !known.includes(id) && checkFit(content, fact.members.length, upper).length === 0;
      })
      .map((event) => ({ eventId: event.id, name: event.name, nameEn: event.nameEn })),
    delegations: delegations.map(({ id, ...delegation }) => ({ delegationId: id, ...delegation })),
  }));
  return {
    taken: fact.advancements.map(({ id, state, newEntry, toEvent: { competition, ...event } }) => ({
      id,
      competition: { ...competition, tier: competition.tier as Tier },
      event,
      state: state as AdvancementState,
      status: (newEntry?.status ?? null) as RegistrationStatus | null,
    })),
    targets:
      fact.droppedAt === null ? targets.filter(({ events, delegations }) => events.length > 0 && delegations.length > 0) : [],
  };
}
