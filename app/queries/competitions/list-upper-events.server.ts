/** The events of higher tiers that an event can lead to. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { type CompetitionPhase, type EntryKind, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Entries can still come up to an event in these phases of its competition. */
const TAKING_ENTRIES: readonly CompetitionPhase[] = ["draft", "announced", "registration"];

export type UpperEvent = {
  readonly eventId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly competition: string;
  readonly competitionEn: string;
  readonly tier: Tier;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
};

/** Of all competitions above the tier that still take entries and that the actor may know of, the events by tier and name. */
export async function listUpperEvents(runtime: Runtime, actor: Actor, tier: Tier): Promise<readonly UpperEvent[]> {
  const above = TIERS.slice(TIERS.indexOf(tier) + 1);
  const events = await runtime.database.read.event.findMany({
    where: { cancelledAt: null, competition: { tier: { in: above }, ...visibleTo(actor) } },
    orderBy: [{ competition: { startsOn: "asc" } }, { code: "asc" }],
    select: UPPER_EVENT,
  });
  return events.map(toUpperEvent);
}

/** One of them, whatever its tier; null when it does not exist for this actor. */
export async function findUpperEvent(tables: Tables, actor: Actor, eventId: string): Promise<UpperEvent | null> {
  const event = await tables.event.findFirst({
    where: { id: eventId, cancelledAt: null, competition: visibleTo(actor) },
    select: UPPER_EVENT,
  });
  return event && toUpperEvent(event);
}

/** A draft is known to its own people only. */
function visibleTo(actor: Actor) {
  if (hasRole(actor.grants, ["administrator"], NO_SCOPE)) return { phase: { in: [...TAKING_ENTRIES] } };
  const own = actor.grants.flatMap(({ competitionId }) => competitionId ?? []);
  return {
    OR: [{ phase: { in: TAKING_ENTRIES.filter((phase) => phase !== "draft") } }, { phase: "draft", id: { in: own } }],
  };
}

/** Of an event what others see of it as their way up. */
export const UPPER_EVENT = {
  id: true,
  name: true,
  nameEn: true,
  entryKind: true,
  teamSize: true,
  competition: { select: { name: true, nameEn: true, tier: true } },
} as const;

type Row = {
  id: string;
  name: string;
  nameEn: string;
  entryKind: string;
  teamSize: number;
  competition: { name: string; nameEn: string; tier: string };
};

export function toUpperEvent({ id, name, nameEn, entryKind, teamSize, competition }: Row): UpperEvent {
  return {
    eventId: id,
    name,
    nameEn,
    competition: competition.name,
    competitionEn: competition.nameEn,
    tier: competition.tier as Tier,
    entryKind: entryKind as EntryKind,
    teamSize,
  };
}
