/**
 * Withdraws an entry of a delegation, until the roster of its event is frozen for the draw; its place is offered to the next of the
 * waiting list, and the place that it had advanced to by the next below.
 */
import { decideWithdrawal } from "#app/domain/registration/window.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { giveUpAdvancement } from "#app/services/ladder/offer-places.server.ts";
import { offerPlaces } from "#app/services/registration/offer-places.server.ts";

export async function withdrawEntry(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly entryId: string },
): Promise<Decision<null>> {
  const { entryId, delegationId } = input;
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const entry = await tables.entry.findFirst({
      where: { id: entryId, delegationId },
      select: {
        status: true,
        eventId: true,
        offeredAt: true,
        event: {
          select: {
            competitionId: true,
            competition: { select: { phase: true } },
            rounds: { where: { draws: { some: {} } }, select: { id: true } },
          },
        },
      },
    });
    if (!entry) return refuse({ code: "not-found" });
    const decision = decideWithdrawal({
      phase: entry.event.competition.phase as CompetitionPhase,
      status: entry.status as RegistrationStatus,
      isFrozen: entry.event.rounds.length > 0,
    });
    if (!decision.ok) return decision;
    const now = runtime.clock.now();
    // An offer ends with it; the job of its end finds nothing to do.
    await tables.entry.update({
      where: { id: entryId },
      data: { status: decision.value.status, offeredAt: null, offerEndsAt: null, updatedAt: now },
    });
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "withdraw-entry",
      objectKind: "entry",
      objectId: entryId,
      payload: { from: entry.status, hadOffer: entry.offeredAt !== null },
    });
    await giveUpAdvancement(write, entryId, { actorId: actor.userId, now });
    await offerPlaces(write, entry.eventId, { actorId: actor.userId, now });
    return allow(null);
  });
}
