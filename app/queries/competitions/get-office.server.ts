/** The frame of a competition's office: what it is about, and which of its rooms are open to this reader. */
import { hasRole } from "#app/domain/access/access.ts";
import { type EventPage, listOpenPages, listOpenRooms, type OfficeRoom } from "#app/domain/access/office-rooms.ts";
import type { CompetitionPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type Office = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly tier: Tier;
  readonly phase: CompetitionPhase;
  readonly rooms: readonly OfficeRoom[];
  /** Of the event that the address names, the pages open to this reader; none where it names none. */
  readonly pages: readonly EventPage[];
  /** Entries that wait for a review; 0 for who reviews none. */
  readonly toReview: number;
};

export async function getOffice(
  runtime: Runtime,
  actor: Actor,
  { competitionId, eventId }: { readonly competitionId: string; readonly eventId: string | null },
): Promise<Office> {
  const { read } = runtime.database;
  const scope = { competitionId, eventId: null, delegationId: null };
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { code: true, name: true, nameEn: true, tier: true, phase: true },
  });
  const reviews = hasRole(actor.grants, ["reviewer"], scope);
  return {
    ...competition,
    tier: competition.tier as Tier,
    phase: competition.phase as CompetitionPhase,
    rooms: listOpenRooms(actor.grants, scope),
    pages: eventId === null ? [] : listOpenPages(actor.grants, { ...scope, eventId }),
    toReview: reviews ? await read.entry.count({ where: { event: { competitionId }, status: "submitted" } }) : 0,
  };
}
