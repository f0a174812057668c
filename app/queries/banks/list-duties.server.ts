/** What people did, as the system knows it: the public results of competitors and confirmed ones from outside, the rounds whose forms judges signed. */
import type { KnownDuty } from "#app/domain/banks/bank-view.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listOutsideResults } from "#app/queries/banks/list-outside-results.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

const EVENT = {
  name: true,
  nameEn: true,
  competition: { select: { name: true, nameEn: true, endsOn: true } },
} as const;

type EventRow = { name: string; nameEn: string; competition: { name: string; nameEn: string; endsOn: Date } };

/** By person id, the latest first: only what was published by name, or confirmed of a competition outside the system. */
export async function listPublicResults(
  tables: Tables,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownDuty[]>> {
  if (personIds.length === 0) return new Map();
  const { results } = await listBoardResults(tables, { withOutside: false });
  const known = new Map(results.map((result) => [result.resultId, result]));
  const gathered = new Map<string, KnownDuty[]>();
  for (const part of chunk([...personIds])) {
    const members = await tables.entryMember.findMany({
      where: { personId: { in: part } },
      select: { personId: true, entryId: true, entry: { select: { event: { select: EVENT } } } },
    });
    for (const { personId, entryId, entry } of members) {
      const result = known.get(entryId);
      if (result) add(gathered, personId, describe(entry.event, result));
    }
  }
  for (const { personId, known: duty } of await listOutsideResults(tables, personIds)) add(gathered, personId, duty);
  return sortLatest(gathered);
}

/** By account id, the latest first: each event once whose forms he signed. */
export async function listJudgings(
  tables: Tables,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownDuty[]>> {
  const gathered = new Map<string, KnownDuty[]>();
  for (const judgeId of userIds) {
    const events = await tables.event.findMany({
      where: { rounds: { some: { forms: { some: { signOffs: { some: { judgeId, voidedAt: null } } } } } } },
      select: EVENT,
    });
    for (const event of events) add(gathered, judgeId, describe(event, { place: null, award: null }));
  }
  return sortLatest(gathered);
}

function describe({ competition, name, nameEn }: EventRow, { place, award }: Pick<KnownDuty, "place" | "award">): KnownDuty {
  return {
    competition: { name: competition.name, nameEn: competition.nameEn },
    event: { name, nameEn },
    place,
    award,
    on: shanghaiDay(competition.endsOn),
  };
}

function add(gathered: Map<string, KnownDuty[]>, key: string, duty: KnownDuty): void {
  const own = gathered.get(key);
  if (own) own.push(duty);
  else gathered.set(key, [duty]);
}

function sortLatest(gathered: Map<string, KnownDuty[]>): ReadonlyMap<string, readonly KnownDuty[]> {
  for (const duties of gathered.values()) duties.sort((left, right) => (left.on < right.on ? 1 : -1));
  return gathered;
}
