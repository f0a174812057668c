/** The events of a competition for its office: who competes, how far each is set up, where its round stands. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { CompetitionPhase, EntryKind, Group, RoundKind, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countEntries } from "#app/queries/competitions/get-competition-facts.server.ts";
import { listUpperEvents, type UpperEvent } from "#app/queries/competitions/list-upper-events.server.ts";

export type EventRow = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly occupationCode: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  readonly quota: number;
  readonly accepted: number;
  /** The version of its marking scheme; null: none yet. */
  readonly schemeVersion: number | null;
  /** Of the current round; its kind where the event has several. */
  readonly roundPhase: RoundPhase;
  readonly roundKind: RoundKind | null;
  readonly isCancelled: boolean;
};

export type EventList = {
  readonly events: readonly EventRow[];
  /** What a new event could lead to; null for who may add none, or none any more. */
  readonly adding: { readonly upperEvents: readonly UpperEvent[] } | null;
};

export async function listEvents(runtime: Runtime, actor: Actor, competitionId: string): Promise<EventList> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      phase: true,
      tier: true,
      events: {
        orderBy: { code: "asc" },
        include: {
          schemes: { orderBy: { version: "desc" }, take: 1, select: { version: true } },
          rounds: { select: { number: true, kind: true, phase: true } },
        },
      },
    },
  });
  const counts = await countEntries(
    read,
    competition.events.map(({ id }) => id),
  );
  const phase = competition.phase as CompetitionPhase;
  const mayAdd =
    (phase === "draft" || phase === "announced") &&
    hasRole(actor.grants, OFFICE_ACTORS, { competitionId, eventId: null, delegationId: null });
  return {
    events: competition.events.map((event) => ({
      code: event.code,
      name: event.name,
      nameEn: event.nameEn,
      occupationCode: event.occupationCode,
      group: event.group as Group,
      entryKind: event.entryKind as EntryKind,
      teamSize: event.teamSize,
      quota: event.quota,
      accepted: counts.get(event.id)?.accepted ?? 0,
      schemeVersion: event.schemes[0]?.version ?? null,
      isCancelled: event.cancelledAt !== null,
      ...describeRound(event.rounds),
    })),
    adding: mayAdd ? { upperEvents: await listUpperEvents(runtime, actor, competition.tier as Tier) } : null,
  };
}

function describeRound(
  rounds: readonly { readonly number: number; readonly kind: string; readonly phase: string }[],
): Pick<EventRow, "roundPhase" | "roundKind"> {
  const round = findCurrentRound(rounds);
  return {
    roundPhase: (round?.phase ?? "draw") as RoundPhase,
    roundKind: rounds.length > 1 && round ? (round.kind as RoundKind) : null,
  };
}
