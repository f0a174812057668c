/** The page of a draw: what it waits for, what was published, and the seats that were drawn. */
import { decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type DrawProof, findDrawProof } from "#app/queries/draw/find-draw-proof.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type DrawRow = {
  readonly entryId: string;
  readonly entrantNumber: string;
  /** Null before the draw is held. */
  readonly seatCode: string | null;
  /** Null for readers who see no identities. */
  readonly identity: { readonly names: readonly string[]; readonly delegation: string; readonly delegationEn: string } | null;
};

export type DrawView = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundPhase: RoundPhase;
  /** What stands against freezing the roster, and against this reader's holding the draw. */
  readonly freeze: readonly Refusal[];
  readonly hold: readonly Refusal[];
  readonly proof: DrawProof | null;
  /** The accepted entries by number, or those that went on; once frozen those of the roster; once drawn in the order of seats. */
  readonly rows: readonly DrawRow[];
};

/** @throws Error when there is no such round. */
export async function getDraw(
  runtime: Runtime,
  input: { readonly roundId: string; readonly readerId: string; readonly showsIdentities: boolean },
): Promise<DrawView> {
  const tables = runtime.database.read;
  const { state, eventId, isFirst } = await getDrawState(tables, input.roundId);
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const isFrozen = state.frozenById !== null;
  const entries = await tables.entry.findMany({
    where: isFrozen || !isFirst ? { rounds: { some: { roundId: input.roundId } } } : { eventId, status: "accepted" },
    select: {
      id: true,
      entrantNumber: true,
      delegation: { select: { name: true, nameEn: true } },
      rounds: { where: { roundId: input.roundId }, select: { seatCode: true } },
    },
  });
  const holders = input.showsIdentities
    ? await listEntryHolders(
        runtime,
        entries.map(({ id }) => id),
      )
    : null;
  const rows = entries.map(
    ({ id, entrantNumber, delegation, rounds }): DrawRow => ({
      entryId: id,
      entrantNumber: entrantNumber ?? "",
      seatCode: rounds[0]?.seatCode ?? null,
      identity: holders && {
        names: (holders.get(id) ?? []).map(({ name }) => name),
        delegation: delegation.name,
        delegationEn: delegation.nameEn,
      },
    }),
  );
  const freeze = decideFreeze(state, entries.length);
  const hold = decideHold(state, { contribution: null, actorId: input.readerId });
  return {
    event,
    roundPhase: state.roundPhase,
    freeze: freeze.ok ? [] : freeze.refusals,
    hold: hold.ok ? [] : hold.refusals,
    proof: await findDrawProof(tables, input.roundId),
    rows: rows.sort((left, right) => compareText(left.seatCode ?? left.entrantNumber, right.seatCode ?? right.entrantNumber)),
  };
}
