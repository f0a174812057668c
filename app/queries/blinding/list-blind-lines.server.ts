/** Everything that stands for the works of a round, from person to code. It leaves the queries of this room only layer by layer. */
import type { BlindLine } from "#app/domain/blinding/layers.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

/** By code; none before codes were given. @param session the number of the session that is asked for; null: all of the round */
export async function listBlindLines(
  runtime: Runtime,
  roundId: string,
  session: number | null = null,
): Promise<readonly BlindLine[]> {
  const { read } = runtime.database;
  const mappings = await read.blindMapping.findMany({
    where: {
      roundId,
      ...(session === null ? {} : { entry: { rounds: { some: { roundId, session: { number: session } } } } }),
    },
    select: {
      subjectId: true,
      publicCode: true,
      entryId: true,
      entry: {
        select: {
          entrantNumber: true,
          delegation: { select: { name: true, nameEn: true } },
          rounds: { where: { roundId }, select: { seatCode: true } },
        },
      },
    },
  });
  const subjects = await read.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  const codes = new Map(subjects.map(({ id, code }) => [id, code]));
  const holders = await listEntryHolders(
    runtime,
    mappings.map(({ entryId }) => entryId),
  );
  return mappings
    .map(({ subjectId, publicCode, entryId, entry }) => ({
      code: codes.get(subjectId) ?? "",
      publicCode,
      seatCode: entry.rounds[0]?.seatCode ?? "",
      entrantNumber: entry.entrantNumber ?? "",
      names: (holders.get(entryId) ?? []).map(({ name }) => name),
      delegation: entry.delegation,
    }))
    .sort((left, right) => compareText(left.code, right.code));
}
