/** Sets how many places an event has, and how many one delegation may have of them; what becomes free is offered to who waits. */
import { decideEventQuota, type EventQuotaCode } from "#app/domain/registration/event-quota.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countPlaces } from "#app/queries/registration/count-places.server.ts";
import { offerPlaces } from "#app/services/registration/offer-places.server.ts";

/** @returns how many places were offered from the waiting list */
export function setEventQuota(
  runtime: Runtime,
  actor: Actor,
  input: { readonly eventId: string; readonly quota: number; readonly delegationQuota: number | null },
): Promise<Decision<{ readonly offered: number }, EventQuotaCode>> {
  return runtime.database.write<{ readonly offered: number }, EventQuotaCode>(async (write) => {
    const { tables, audit } = write;
    const { eventId, quota, delegationQuota } = input;
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: { competitionId: true, competition: { select: { phase: true } } },
    });
    const places = await countPlaces(tables, eventId);
    const decision = decideEventQuota(event.competition.phase as CompetitionPhase, places, { quota, delegationQuota });
    if (!decision.ok) return decision;
    await tables.event.update({ where: { id: eventId }, data: { quota, delegationQuota } });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "set-event-quota",
      objectKind: "event",
      objectId: eventId,
      payload: { from: places.quota, to: quota, delegationFrom: places.delegationQuota, delegationTo: delegationQuota },
    });
    return allow({ offered: await offerPlaces(write, eventId, { actorId: actor.userId, now: runtime.clock.now() }) });
  });
}
