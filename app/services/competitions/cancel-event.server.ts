/**
 * Calls off an event before its first draw: its entries end with it, what was offered or asked for lapses, and everybody concerned
 * finds it in his inbox.
 */
import { decideEventCancellation, type EventCancellationRefusal } from "#app/domain/ladder/event-cancellation.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { OVER_STATUSES } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCancellationFacts } from "#app/queries/competitions/get-cancellation-facts.server.ts";

/** @returns how many entries ended with it */
export function cancelEvent(
  runtime: Runtime,
  actor: Actor,
  { eventId, reason }: { readonly eventId: string; readonly reason: string },
): Promise<Decision<{ readonly entries: number }, EventCancellationRefusal>> {
  return runtime.database.write<{ entries: number }, EventCancellationRefusal>(async (write) => {
    const { tables, audit, announce } = write;
    const decision = decideEventCancellation({ ...(await getCancellationFacts(tables, eventId)), reason });
    if (!decision.ok) return decision;
    const at = runtime.clock.now();
    const event = await tables.event.update({
      where: { id: eventId },
      data: { cancelledAt: at, cancelledById: actor.userId, cancelReason: reason.trim() },
      select: { code: true, competitionId: true, rounds: { select: { id: true } } },
    });
    const entries = await tables.entry.findMany({
      where: { eventId, status: { notIn: [...OVER_STATUSES] } },
      orderBy: { id: "asc" },
      select: { id: true, delegationId: true, status: true, members: { select: { personId: true } } },
    });
    for (const part of chunk(entries.map(({ id }) => id))) {
      // An offer ends with it: the job of its end finds nothing to do.
      const data = { status: "cancelled", offeredAt: null, offerEndsAt: null, updatedAt: at };
      await tables.entry.updateMany({ where: { id: { in: part } }, data });
      await tables.substitution.updateMany({
        where: { entryId: { in: part }, state: "asked" },
        data: { state: "refused", decidedById: actor.userId, decidedAt: at, decision: reason.trim() },
      });
    }
    await tell(write, { ...event, eventId, reason: reason.trim(), at }, entries);
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "cancel-event",
      objectKind: "event",
      objectId: eventId,
      payload: { code: event.code, entries: entries.map(({ id }) => id) },
      reason: reason.trim(),
    });
    for (const { id } of event.rounds) announce({ kind: "round-changed", roundId: id });
    return allow({ entries: entries.length });
  });
}

/** Leaders of every delegation, who might yet have entered it; whoever has a duty in it; and those who had entered it. */
async function tell(
  write: Write,
  event: {
    readonly competitionId: string;
    readonly eventId: string;
    readonly code: string;
    readonly reason: string;
    readonly at: Date;
  },
  entries: readonly { readonly status: string; readonly members: readonly { readonly personId: string }[] }[],
): Promise<void> {
  const { competitionId, eventId, reason, at } = event;
  const { tables } = write;
  const competition = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { code: true } });
  const leaders = await listAudience(tables, { competitionId, roles: ["team-leader"] });
  const staff = await listAudience(tables, { competitionId, roles: null, eventId });
  const frame = { competitionId, path: `/competitions/${competition.code}`, sentById: null, at };
  const params = { event: event.code, reason };
  await sendMessage(write, { ...frame, kind: "event-cancelled", params, to: { userIds: [...leaders, ...staff] } });
  // A draft is its leader's own: its people have not heard of it.
  const personIds = entries
    .filter(({ status }) => status !== "draft")
    .flatMap(({ members }) => members.map((one) => one.personId));
  await sendMessage(write, { ...frame, kind: "own-event-cancelled", params, path: null, to: { personIds } });
}
