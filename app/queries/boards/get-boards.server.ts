/** The boards that were asked for, from public results only: for the public page, the page of a competition and the workbook. */
import { type Board, type BoardCut, type BoardResult, computeBoard } from "#app/domain/boards/board.ts";
import { type BoardRequest, isAskedFor, USUAL_BOARD } from "#app/domain/boards/board-request.ts";
import type { BoardName, BoardNamed, BoardsPage, BoardView } from "#app/domain/boards/board-view.ts";
import { computeBoardYears } from "#app/domain/boards/board-years.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listBoardResults } from "#app/queries/boards/list-board-results.server.ts";

/** Null where the competition that was asked for does not exist, or was not announced. */
export async function findBoards(runtime: Runtime, request: BoardRequest): Promise<BoardsPage | null> {
  const { read } = runtime.database;
  const competition =
    request.competition === null
      ? null
      : await read.competition.findFirst({
          where: { code: request.competition, phase: { not: "draft" } },
          select: { id: true, code: true, name: true, nameEn: true },
        });
  if (request.competition !== null && competition === null) return null;
  const { results, competitions, delegations } = await listBoardResults(read, {
    ...(competition ? { competitionId: competition.id } : {}),
    withOutside: request.outside && competition === null,
  });
  const isFinal = (id: string) => competitions.get(id)?.isFinal === true;
  const own = results.filter((result) => isAskedFor(result, request, isFinal));
  const board = computeBoard(own, request);
  const overYears =
    competition === null
      ? computeBoardYears(
          results.filter((result) => isAskedFor(result, { ...request, year: null }, isFinal)),
          request,
          request.metric,
        )
      : { years: [], rows: [] };
  const nameOf = await loadNames(read, request, delegations, listKeys(board, overYears.rows));
  const counted = listCompetitions(own).flatMap((id) => competitions.get(id) ?? []);
  return {
    request,
    competition: competition && { code: competition.code, name: competition.name, nameEn: competition.nameEn },
    years: [...new Set(results.map(({ year }) => year))].sort((left, right) => right - left),
    board: describe(board, nameOf),
    counted: {
      competitions: counted.length,
      notFinal: counted.filter((one) => !one.isFinal).length,
      pointless: counted.filter(({ points }) => points === null).length,
    },
    overYears: { years: overYears.years, rows: overYears.rows.map((row) => ({ ...row, ...nameOf(row.key) })) },
  };
}

/** The board of one competition by its delegations' regions; null before its results are final. */
export async function findCompetitionBoard(runtime: Runtime, competitionId: string): Promise<BoardView | null> {
  const { read } = runtime.database;
  const { results, competitions, delegations } = await listBoardResults(read, { competitionId, withOutside: false });
  if (competitions.get(competitionId)?.isFinal !== true) return null;
  const board = computeBoard(results, USUAL_BOARD);
  return describe(board, await loadNames(read, USUAL_BOARD, delegations, listKeys(board, [])));
}

function listKeys({ medals, points }: Board, years: readonly { readonly key: string }[]): readonly string[] {
  return [...new Set([...medals, ...points, ...years].map(({ key }) => key))];
}

function listCompetitions(results: readonly BoardResult[]): readonly string[] {
  return [...new Set(results.flatMap(({ competitionId }) => competitionId ?? []))];
}

function describe(board: Board, nameOf: (key: string) => BoardName): BoardView {
  return {
    ...board,
    medals: board.medals.map((row) => ({ ...row, ...nameOf(row.key) })),
    points: board.points.map((row) => ({ ...row, ...nameOf(row.key) })),
  };
}

/** A code that the system does not know stands as itself. */
async function loadNames(
  tables: Tables,
  { by }: BoardCut,
  delegations: ReadonlyMap<string, BoardNamed>,
  keys: readonly string[],
): Promise<(key: string) => BoardName> {
  const unknown = (key: string): BoardName => ({ name: key, nameEn: key, within: null });
  if (by === "delegation") {
    return (key) => {
      const named = delegations.get(key);
      return named ? { ...named, within: null } : unknown(key);
    };
  }
  if (by === "region") {
    const regions = await tables.region.findMany({ select: { code: true, name: true, nameEn: true, parentCode: true } });
    const known = new Map(regions.map((region) => [region.code, region]));
    return (key) => {
      const region = known.get(key);
      if (!region) return unknown(key);
      const above = region.parentCode === null ? undefined : known.get(region.parentCode);
      const { name, nameEn } = region;
      return { name, nameEn, within: above ? { name: above.name, nameEn: above.nameEn } : null };
    };
  }
  const wanted = new Set(keys);
  const organisations = await tables.organisation.findMany({ select: { id: true, name: true, nameEn: true } });
  const known = new Map(organisations.filter(({ id }) => wanted.has(id)).map((organisation) => [organisation.id, organisation]));
  return (key) => {
    const organisation = known.get(key);
    return organisation ? { name: organisation.name, nameEn: organisation.nameEn, within: null } : unknown(key);
  };
}
