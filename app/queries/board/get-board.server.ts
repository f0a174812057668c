/**
 * The public board of a round, for page, phone, big screen and socket: one computation, with everything that the disclosure hides
 * left out here, where the data is read (DOMAIN 10).
 */
import type { BoardName, BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Disclosure, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listPartialRounds } from "#app/queries/board/list-partial-rounds.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import {
  getRoundResultsByEntry,
  getRoundResultsByPublicCode,
  type Result,
  type RoundResults,
} from "#app/queries/results/get-round-results.server.ts";

/** @throws Error when there is no such round. */
export async function getBoard(runtime: Runtime, roundId: string): Promise<BoardSnapshot> {
  const { read } = runtime.database;
  const round = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      number: true,
      kind: true,
      phase: true,
      disclosure: true,
      event: { select: { code: true, competition: { select: { code: true } }, _count: { select: { rounds: true } } } },
      // Read before the marks: newer marks under an older number are followed by the next snapshot, the reverse would be kept.
      board: { select: { version: true, changedAt: true } },
      publications: { where: { kind: "on-site" }, select: { id: true } },
    },
  });
  const phase = round.phase as RoundPhase;
  const disclosure = computeShownDisclosure({
    disclosure: round.disclosure as Disclosure,
    phase,
    isPublished: round.publications.length > 0,
    isWhole: !(await listPartialRounds(read, [roundId])).has(roundId),
  });
  const closed: BoardSnapshot = {
    competition: round.event.competition.code,
    event: round.event.code,
    round: round.number,
    kind: round.kind as RoundKind,
    rounds: round.event._count.rounds,
    version: 0,
    changedAt: null,
    disclosure: "closed",
    phase,
    maximum: null,
    progress: null,
    rows: [],
  };
  if (disclosure === "closed" || round.board === null) return closed;
  const open = {
    ...closed,
    version: round.board.version,
    changedAt: round.board.changedAt.toISOString(),
    disclosure,
  };
  if (disclosure === "progress") return { ...open, progress: await countForms(runtime, roundId) };
  if (disclosure === "blind") {
    const results = await getRoundResultsByPublicCode(read, roundId);
    const changes = await listChanges(runtime, roundId);
    return { ...open, ...describe(results), rows: results.rows.map((row) => toRow(row, row.publicCode, changes, null)) };
  }
  const results = await getRoundResultsByEntry(read, roundId);
  const changes = await listChanges(runtime, roundId);
  const names = await listNames(runtime, results.rows);
  return {
    ...open,
    ...describe(results),
    rows: results.rows.map((row) => toRow(row, row.publicCode, changes, names.get(row.entryId) ?? null)),
  };
}

async function countForms({ database }: Runtime, roundId: string): Promise<{ confirmed: number; total: number }> {
  const confirmed = await database.read.markingForm.count({ where: { roundId, status: "confirmed" } });
  return { confirmed, total: await database.read.markingForm.count({ where: { roundId } }) };
}

function describe(results: RoundResults<unknown>): Pick<BoardSnapshot, "maximum" | "progress"> {
  return { maximum: results.maximum, progress: { confirmed: results.confirmedForms, total: results.forms } };
}

/** Field by field: a result holds more than a board may show, such as the award that a half-marked entry would win. */
function toRow(result: Result, publicCode: string | null, changes: ReadonlyMap<string, Date>, name: BoardName | null): BoardRow {
  const { place, tied, total, formsDone, formsExpected } = result;
  const changedAt = publicCode === null ? undefined : changes.get(publicCode);
  return {
    publicCode,
    place,
    tied,
    mark: total,
    formsDone,
    formsExpected,
    changedAt: changedAt?.toISOString() ?? null,
    name,
  };
}

/** When a form of each public code was last confirmed. */
async function listChanges({ database }: Runtime, roundId: string): Promise<ReadonlyMap<string, Date>> {
  const confirmations = await database.read.formConfirmation.findMany({
    where: { voidedAt: null, form: { roundId } },
    select: { confirmedAt: true, form: { select: { subjectId: true } } },
  });
  const mappings = await database.read.blindMapping.findMany({
    where: { roundId },
    select: { subjectId: true, publicCode: true },
  });
  const codes = new Map(mappings.map(({ subjectId, publicCode }) => [subjectId, publicCode]));
  const changes = new Map<string, Date>();
  for (const { confirmedAt, form } of confirmations) {
    const code = codes.get(form.subjectId);
    if (code === undefined) continue;
    const known = changes.get(code);
    if (!known || known < confirmedAt) changes.set(code, confirmedAt);
  }
  return changes;
}

/** By entry id. */
async function listNames(
  runtime: Runtime,
  rows: readonly {
    readonly entryId: string;
    readonly status: BoardName["participation"];
    readonly award: BoardName["award"];
    readonly goesOn: BoardName["goesOn"];
  }[],
): Promise<ReadonlyMap<string, BoardName>> {
  const entryIds = rows.map(({ entryId }) => entryId).sort(compareText);
  const holders = await listEntryHolders(runtime, entryIds);
  const entries = await runtime.database.read.entry.findMany({
    where: { id: { in: entryIds } },
    select: { id: true, delegation: { select: { name: true, nameEn: true } } },
  });
  const delegations = new Map(entries.map(({ id, delegation }) => [id, delegation]));
  return new Map(
    rows.flatMap(({ entryId, status, award, goesOn }): [string, BoardName][] => {
      const delegation = delegations.get(entryId);
      const people = (holders.get(entryId) ?? []).map(({ name }) => name);
      return delegation ? [[entryId, { holders: people, delegation, award, goesOn, participation: status }]] : [];
    }),
  );
}
