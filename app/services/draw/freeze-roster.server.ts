/** Freezes who takes part in a draw, and commits to its secret before anyone contributes (DOMAIN 4). */
import { randomBytes } from "node:crypto";
import { decideFreeze } from "#app/domain/draw/acts.ts";
import { computeCommitment } from "#app/domain/draw/draw.ts";
import { computeRosterHash, makeOpaque } from "#app/domain/draw/roster.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findSlot, getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";

const FORMAT = 2;
const SIGN_BYTES = 6;

export type FrozenRoster = {
  readonly drawId: string;
  readonly rosterHash: string;
  /** Null for a draw by hand. */
  readonly commitment: string | null;
};

/** @param input.slot what is drawn; null: the next thing. @returns what is published now. */
export async function freezeRoster(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly slot?: string | null },
): Promise<Decision<FrozenRoster>> {
  const { roundId } = input;
  return runtime.database.write(async (write) => {
    const { tables, audit, announce } = write;
    const { slots, competitionId, isFirst, rule, sessions: planned } = await getDrawSlots(tables, roundId);
    const found = findSlot(slots, input.slot ?? null);
    if (!found) return refuse({ code: "not-found" });
    const { slot, state, entries, sessions, sessionId, versions } = found;
    const decision = decideFreeze(state, entries.length);
    if (!decision.ok) return decision;
    const lines = makeOpaque(entries, () => randomBytes(SIGN_BYTES).toString("hex"));
    const { kind, module } = slot;
    const isByHand = rule.way === "hand";
    const drawId = newId();
    const roster = lines.map(({ ref, group }) => ({ ref, group })).sort((one, other) => (one.ref < other.ref ? -1 : 1));
    const avoidNeighbours = kind === "seat" && !isByHand && rule.avoidNeighbours;
    const frozen = { format: FORMAT, id: drawId, kind, module, avoidNeighbours, sessions, roster };
    const secret = isByHand ? null : newSecret();
    const rosterHash = computeRosterHash(frozen, sha256);
    const commitment = secret === null ? null : computeCommitment(secret, sha256);
    // Who went on from the round before, or was in the draw of sessions, has his part already.
    const known = new Set(
      (await tables.roundEntry.findMany({ where: { roundId }, select: { entryId: true } })).map(({ entryId }) => entryId),
    );
    const added = isFirst ? entries.filter(({ entryId }) => !known.has(entryId)) : [];
    for (const part of chunk(added)) {
      await tables.roundEntry.createMany({
        data: part.map(({ entryId }) => ({ roundId, entryId, participation: "expected" })),
      });
    }
    // Where sessions are not drawn, the one that is set up is everyone's.
    const [only] = rule.sessions ? [] : planned;
    if (only) {
      for (const part of chunk(entries.map(({ entryId }) => entryId))) {
        await tables.roundEntry.updateMany({ where: { roundId, entryId: { in: [...part] } }, data: { sessionId: only.id } });
      }
    }
    await tables.draw.create({
      data: {
        id: drawId,
        roundId,
        kind,
        slot: slot.key,
        sessionId,
        moduleId: module,
        version: versions + 1,
        way: rule.way,
        format: FORMAT,
        roster,
        sessions: sessions.map(({ number, seats }) => ({ number, seats })),
        rosterHash,
        commitment,
        secret,
        avoidNeighbours,
        frozenAt: runtime.clock.now(),
        frozenById: actor.userId,
      },
    });
    for (const part of chunk(lines)) {
      await tables.drawLine.createMany({ data: part.map(({ entryId, ref }) => ({ drawId, entryId, ref })) });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "freeze-roster",
      objectKind: "round",
      objectId: roundId,
      payload: { draw: drawId, slot: slot.key, rosterHash, commitment, entries: lines.length },
    });
    if (!isByHand) await askForContributions(write, { roundId, competitionId, at: runtime.clock.now() });
    announce({ kind: "round-changed", roundId });
    return allow({ drawId, rosterHash, commitment });
  });
}

/** Supervisors and team leaders are told that the roster waits for what they contribute, each where he does it. */
async function askForContributions(
  write: Write,
  { roundId, competitionId, at }: { readonly roundId: string; readonly competitionId: string; readonly at: Date },
): Promise<void> {
  const { tables } = write;
  const { event } = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      event: {
        select: {
          code: true,
          competition: { select: { code: true } },
          entries: { where: { status: "accepted" }, distinct: ["delegationId"], select: { delegationId: true } },
        },
      },
    },
  });
  const message = { competitionId, kind: "draw-frozen", params: { event: event.code }, sentById: null, at } as const;
  await sendMessage(write, {
    ...message,
    path: `/office/${event.competition.code}/events/${event.code}/draw`,
    to: { userIds: await listAudience(tables, { competitionId, roles: ["supervisor"] }) },
  });
  for (const { delegationId } of event.entries) {
    await sendMessage(write, {
      ...message,
      path: `/delegations/${delegationId}/draws`,
      to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }) },
    });
  }
}
