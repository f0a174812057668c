/**
 * The public board of a round, for page, phone, big screen and socket: one computation, with everything that the disclosure hides
 * left out here, where the data is read (DOMAIN 10).
 */
import type { BoardName, BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import type { FrozenBoard } from "#app/domain/board/freeze.ts";
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Disclosure, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listPartialRounds } from "#app/queries/board/list-partial-rounds.server.ts";
import type { FormStateMemory } from "#app/queries/marking/list-form-states.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import {
  getRoundResultsByEntry,
  getRoundResultsByPublicCode,
  type Result,
  type RoundResults,
} from "#app/queries/results/get-round-results.server.ts";

/**
 * @param memory of whoever computes this board again and again
 * @throws Error when there is no such round.
 */
export async function getBoard(runtime: Runtime, roundId: string, memory?: FormStateMemory): Promise<BoardSnapshot> {
  const { read } = runtime.database;
  const round = await readRound(read, roundId);
  const board = await readBoard(runtime, roundId, round, memory);
  // What was confirmed after a board was closed or frozen is not shown, even where that happened while the marks were read.
  const { disclosure, freeze } = await readRound(read, roundId);
  const isStill = disclosure === round.disclosure && freeze?.frozenAt.getTime() === round.freeze?.frozenAt.getTime();
  return isStill ? board : getBoard(runtime, roundId, memory);
}

type Round = Awaited<ReturnType<typeof readRound>>;

/** The version is read before the marks: newer marks under an older number are followed by the next snapshot, the reverse would be kept. */
async function readRound(tables: Tables, roundId: string) {
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      number: true,
      kind: true,
      phase: true,
      disclosure: true,
      event: { select: { code: true, competition: { select: { code: true } }, _count: { select: { rounds: true } } } },
      board: { select: { version: true, changedAt: true } },
      freezes: { where: { endedAt: null }, select: { frozenAt: true, board: true } },
      publications: { where: { kind: "on-site" }, select: { id: true } },
    },
  });
  const phase = round.phase as RoundPhase;
  const disclosure = computeShownDisclosure({
    disclosure: round.disclosure as Disclosure,
    phase,
    isPublished: round.publications.length > 0,
    isWhole: !(await listPartialRounds(tables, [roundId])).has(roundId),
  });
  return { ...round, phase, disclosure, freeze: round.freezes[0] ?? null };
}

async function readBoard(
  runtime: Runtime,
  roundId: string,
  round: Round,
  memory: FormStateMemory | undefined,
): Promise<BoardSnapshot> {
  const { read } = runtime.database;
  const { disclosure, freeze } = round;
  const closed: BoardSnapshot = {
    competition: round.event.competition.code,
    event: round.event.code,
    round: round.number,
    kind: round.kind as RoundKind,
    rounds: round.event._count.rounds,
    version: 0,
    changedAt: null,
    disclosure: "closed",
    phase: round.phase,
    maximum: null,
    frozenAt: null,
    progress: null,
    rows: [],
  };
  if (disclosure === "closed" || round.board === null) return closed;
  const open = { ...closed, version: round.board.version, changedAt: round.board.changedAt.toISOString(), disclosure };
  // What was published is public by name, whatever was frozen before.
  if (disclosure === "named") return { ...open, ...(await getNamedRows(runtime, roundId)) };
  if (freeze) {
    const frozen = withinDisclosure(freeze.board as unknown as FrozenBoard, disclosure);
    return { ...open, ...frozen, frozenAt: freeze.frozenAt.toISOString() };
  }
  if (disclosure === "progress") return { ...open, progress: await countForms(read, roundId) };
  return { ...open, ...(await getBlindRows(read, roundId, memory)) };
}

/** The blind board as it stands inside a transaction: what a freeze keeps. */
export async function getBlindBoard(tables: Tables, roundId: string): Promise<FrozenBoard> {
  const { version, changedAt } = await tables.board.findUniqueOrThrow({ where: { roundId } });
  return { version, changedAt: changedAt.toISOString(), ...(await getBlindRows(tables, roundId)) };
}

function withinDisclosure(board: FrozenBoard, disclosure: Disclosure): FrozenBoard {
  return disclosure === "progress" ? { ...board, maximum: null, rows: [] } : board;
}

type Rows = Pick<BoardSnapshot, "maximum" | "progress" | "rows">;

async function getBlindRows(tables: Tables, roundId: string, memory?: FormStateMemory): Promise<Rows> {
  const results = await getRoundResultsByPublicCode(tables, roundId, memory);
  const changes = await listChanges(tables, roundId);
  return { ...describe(results), rows: results.rows.map((row) => toRow(row, row.publicCode, changes, null)) };
}

async function getNamedRows(runtime: Runtime, roundId: string): Promise<Rows> {
  const { read } = runtime.database;
  const results = await getRoundResultsByEntry(read, roundId);
  const changes = await listChanges(read, roundId);
  const names = await listNames(runtime, results.rows);
  const rows = results.rows.map((row) => toRow(row, row.publicCode, changes, names.get(row.entryId) ?? null));
  return { ...describe(results), rows };
}

async function countForms(tables: Tables, roundId: string): Promise<{ confirmed: number; total: number }> {
  const confirmed = await tables.markingForm.count({ where: { roundId, status: "confirmed" } });
  return { confirmed, total: await tables.markingForm.count({ where: { roundId } }) };
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
async function listChanges(tables: Tables, roundId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await tables.$queryRaw<{ publicCode: string; changedAt: Date | string }[]>`
    SELECT b."publicCode" AS "publicCode", MAX(c."confirmedAt") AS "changedAt"
    FROM "FormConfirmation" c JOIN "MarkingForm" f ON f."id" = c."formId" JOIN "BlindMapping" b ON b."subjectId" = f."subjectId"
    WHERE f."roundId" = ${roundId} AND b."roundId" = ${roundId} AND c."voidedAt" IS NULL AND b."publicCode" IS NOT NULL
    GROUP BY b."publicCode"`;
  return new Map(rows.map(({ publicCode, changedAt }) => [publicCode, new Date(changedAt)]));
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
