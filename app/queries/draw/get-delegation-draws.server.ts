/** The page of a team leader's draws: the signs of his own entries in each frozen roster, and whether he may still contribute or sign. */
import { type DrawState, decideContribute } from "#app/domain/draw/acts.ts";
import { decideSign, listSeenLines } from "#app/domain/draw/hand.ts";
import { computeSeatCodes } from "#app/domain/draw/plan.ts";
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import type { DrawKind, DrawnSession } from "#app/domain/draw/roster.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getDrawSlots } from "#app/queries/draw/get-draw-slots.server.ts";
import { readProxyNames } from "#app/queries/draw/list-draw-proxies.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type OwnLine = {
  readonly entryId: string;
  readonly ref: string;
  readonly entrantNumber: string;
  readonly names: readonly string[];
  /** The place in the order or the number of the session, and the seat; null until it is drawn, by hand until it is written down. */
  readonly place: number | null;
  readonly seatCode: string | null;
  /** Who drew for it where it was absent; null: it drew itself. */
  readonly drawnForBy: DrawnBy | null;
  /** ISO: when it was signed for the delegation. */
  readonly signedAt: string | null;
};

export type OwnDraw = {
  readonly drawId: string;
  readonly event: Named & { readonly code: string };
  readonly kind: DrawKind;
  readonly session: number | null;
  readonly module: string | null;
  readonly version: number;
  readonly isDrawn: boolean;
  readonly isSuperseded: boolean;
  /** What stands against this reader's contributing; null where nothing can be contributed any more. */
  readonly contribute: readonly Refusal[] | null;
  /** Of a draw by hand that is in force: what stands against this reader's signing his lines, and these as he sees them. */
  readonly sign: { readonly unmet: readonly Refusal[]; readonly seen: string } | null;
  /** How many have contributed. */
  readonly contributed: number;
  readonly publicPath: string;
  readonly lines: readonly OwnLine[];
};

export type DelegationDraws = {
  readonly delegation: Named & { readonly id: string };
  readonly competition: Named;
  readonly draws: readonly OwnDraw[];
};

/** @throws Error when there is no such delegation. */
export async function getDelegationDraws(
  runtime: Runtime,
  { delegationId, readerId }: { readonly delegationId: string; readonly readerId: string },
): Promise<DelegationDraws> {
  const tables = runtime.database.read;
  const { competition, competitionId, ...delegation } = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: {
      id: true,
      competitionId: true,
      name: true,
      nameEn: true,
      competition: { select: { code: true, name: true, nameEn: true } },
    },
  });
  const draws = await tables.draw.findMany({
    where: { lines: { some: { entry: { delegationId } } } },
    orderBy: [{ frozenAt: "desc" }, { id: "asc" }],
    select: {
      id: true,
      roundId: true,
      kind: true,
      moduleId: true,
      version: true,
      way: true,
      sessions: true,
      drawnAt: true,
      supersededAt: true,
      round: { select: { event: { select: { code: true, name: true, nameEn: true } } } },
      lines: {
        where: { entry: { delegationId } },
        select: {
          ...{ entryId: true, ref: true, place: true, drawnForById: true, recordedById: true, signedById: true, signedAt: true },
          entry: { select: { entrantNumber: true } },
        },
      },
      _count: { select: { contributions: true, lines: true } },
    },
  });
  const holders = await listEntryHolders(runtime, [
    ...new Set(draws.flatMap(({ lines }) => lines.map(({ entryId }) => entryId))),
  ]);
  const nameProxy = await readProxyNames(tables, {
    competitionId,
    eventId: null,
    userIds: draws.flatMap(({ lines }) => lines.map(({ drawnForById }) => drawnForById)),
    showsLeaders: true,
  });
  const stateOf = new Map<string, DrawState>();
  for (const roundId of new Set(draws.map((draw) => draw.roundId))) {
    for (const { drawId, state } of (await getDrawSlots(tables, roundId)).slots) if (drawId !== null) stateOf.set(drawId, state);
  }
  const unmetOf = (decision: Decision<null>) => (decision.ok ? [] : decision.refusals);
  return {
    delegation,
    competition: { name: competition.name, nameEn: competition.nameEn },
    draws: draws.map(({ id, kind, moduleId, version, way, sessions, drawnAt, supersededAt, round, lines, _count }) => {
      const session = kind === "seat" ? ((sessions as unknown as readonly DrawnSession[])[0]?.number ?? null) : null;
      const state = stateOf.get(id) ?? null;
      const isShown = drawnAt !== null || way === "hand";
      const codes = kind === "seat" ? computeSeatCodes(_count.lines, session) : [];
      return {
        drawId: id,
        event: round.event,
        kind: kind as DrawKind,
        session,
        module: moduleId,
        version,
        isDrawn: drawnAt !== null,
        isSuperseded: supersededAt !== null,
        contribute:
          drawnAt === null && supersededAt === null && state && way !== "hand"
            ? unmetOf(decideContribute(state, { actorId: readerId, text: null }))
            : null,
        sign:
          way === "hand" && state
            ? { unmet: unmetOf(decideSign(state, lines, { actorId: readerId })), seen: listSeenLines(lines) }
            : null,
        contributed: _count.contributions,
        publicPath: `/competitions/${competition.code}/events/${round.event.code}/draws/${id}`,
        lines: lines
          .map(({ entryId, ref, place, drawnForById, signedAt, entry }) => ({
            entryId,
            ref,
            entrantNumber: entry.entrantNumber ?? "",
            names: (holders.get(entryId) ?? []).map(({ name }) => name),
            place: isShown ? place : null,
            seatCode: !isShown || place === null ? null : (codes[place - 1] ?? null),
            drawnForBy: nameProxy(drawnForById),
            signedAt: signedAt?.toISOString() ?? null,
          }))
          .sort((one, other) => compareText(one.entrantNumber, other.entrantNumber)),
      };
    }),
  };
}
