/** The step by which what was drawn takes effect: each entry gets its session, or its seat. */
import { computeSeatCodes, type DrawSlot } from "#app/domain/draw/plan.ts";
import type { Write } from "#app/platform/db/database.server.ts";

/** @param input.places by ref the place in the order, or the number of the session */
export async function putPlaces(
  { tables }: Pick<Write, "tables">,
  input: {
    readonly roundId: string;
    readonly drawId: string;
    readonly slot: DrawSlot;
    readonly places: ReadonlyMap<string, number>;
  },
): Promise<void> {
  const { roundId, drawId, slot, places } = input;
  const lines = await tables.drawLine.findMany({ where: { drawId }, select: { entryId: true, ref: true } });
  const sessions = await tables.roundSession.findMany({ where: { roundId }, select: { id: true, number: true } });
  const idOf = new Map(sessions.map(({ id, number }) => [number, id]));
  const codes = computeSeatCodes(lines.length, slot.session);
  for (const { entryId, ref } of lines) {
    const place = places.get(ref);
    if (place === undefined) throw new Error(`nothing was drawn for ${ref}`);
    await tables.drawLine.update({ where: { drawId_entryId: { drawId, entryId } }, data: { place } });
    const where = { roundId_entryId: { roundId, entryId } };
    if (slot.kind === "session") {
      const sessionId = idOf.get(place);
      if (sessionId === undefined) throw new Error(`there is no session ${place}`);
      await tables.roundEntry.update({ where, data: { sessionId } });
      continue;
    }
    const seatCode = codes[place - 1] ?? null;
    if (seatCode === null) throw new Error(`there is no place ${place}`);
    if (slot.isMain) await tables.roundEntry.update({ where, data: { seatCode } });
    if (slot.module !== null) {
      await tables.roundSeat.create({ data: { roundId, entryId, moduleId: slot.module, seatCode } });
    }
  }
}
