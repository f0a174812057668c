/** The organiser says which rounds an event has and who goes on from each; until the roster of the first is frozen. */
import { decideEventRounds, type EventRoundsRefusal, type PlannedRound } from "#app/domain/phases/event-rounds.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Rounds keep their place in the order: what was prepared for the first stays with the first. @returns how many there are. */
export function setEventRounds(
  runtime: Runtime,
  actor: Actor,
  { eventId, rounds }: { readonly eventId: string; readonly rounds: readonly PlannedRound[] },
): Promise<Decision<{ readonly rounds: number }, EventRoundsRefusal>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: {
        competitionId: true,
        rounds: { orderBy: { number: "asc" }, select: { id: true, number: true, draws: { take: 1, select: { id: true } } } },
      },
    });
    const decision = decideEventRounds(rounds, { isFrozen: event.rounds.some(({ draws }) => draws.length > 0) });
    if (!decision.ok) return decision;
    for (const { id } of event.rounds.filter(({ number }) => number > rounds.length)) await removeRound(tables, id);
    for (const [index, { kind, goingOn }] of rounds.entries()) {
      const known = event.rounds.find(({ number }) => number === index + 1);
      const planned = { kind, ...(goingOn === null ? {} : { goingOn }) };
      if (known) await tables.round.update({ where: { id: known.id }, data: planned });
      else {
        await tables.round.create({
          data: { id: newId(), eventId, number: index + 1, phase: "draw", disclosure: "closed", ...planned },
        });
      }
    }
    await tables.$executeRaw`UPDATE "Round" SET "goingOn" = NULL WHERE "eventId" = ${eventId} AND "number" = ${rounds.length}`;
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "set-event-rounds",
      objectKind: "event",
      objectId: eventId,
      payload: { rounds: rounds.map(describe) },
    });
    for (const { id } of event.rounds) announce({ kind: "round-changed", roundId: id });
    return allow({ rounds: rounds.length });
  });
}

/** A round that nothing has happened in, with what was prepared for it. */
async function removeRound(tables: Tables, roundId: string): Promise<void> {
  await tables.panelJudge.deleteMany({ where: { panel: { roundId } } });
  await tables.panel.deleteMany({ where: { roundId } });
  await tables.mediumChange.deleteMany({ where: { roundId } });
  await tables.round.delete({ where: { id: roundId } });
}

/** "preliminary places 30". */
function describe({ kind, goingOn }: PlannedRound): string {
  if (goingOn === null) return kind;
  return `${kind} ${goingOn.kind} ${goingOn.kind === "places" ? goingOn.places : goingOn.percent}`;
}
