/** What the API answers: made of the very queries that public pages are made of, so that it can say no more than they do. */
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type BoardPage, findBoardPage } from "#app/queries/public/find-board-page.server.ts";
import { findCompetitionPage } from "#app/queries/public/find-competition-page.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type CompetitionList = {
  readonly competitions: readonly (Named & {
    readonly code: string;
    readonly phase: string;
    readonly startsOn: string;
    readonly endsOn: string;
  })[];
};

/** Those that were announced, the latest first. */
export async function listApiCompetitions(runtime: Runtime): Promise<CompetitionList> {
  const competitions = await runtime.database.read.competition.findMany({
    where: { phase: { not: "draft" } },
    orderBy: [{ startsOn: "desc" }, { code: "asc" }],
    select: { code: true, name: true, nameEn: true, phase: true, startsOn: true, endsOn: true },
  });
  return {
    competitions: competitions.map(({ startsOn, endsOn, ...competition }) => {
      return { ...competition, startsOn: startsOn.toISOString(), endsOn: endsOn.toISOString() };
    }),
  };
}

export type ApiSchedule = {
  readonly competition: string;
  readonly lines: readonly {
    readonly kind: string;
    readonly title: Named | null;
    readonly event: Named | null;
    readonly session: number | null;
    readonly place: string;
    readonly startsAt: string;
    readonly endsAt: string | null;
  }[];
};

export async function findApiSchedule(runtime: Runtime, code: string): Promise<ApiSchedule | null> {
  const page = await findPage(runtime, code);
  if (page === null) return null;
  return {
    competition: page.code,
    lines: page.schedule.map(({ kind, item, session, place, startsAt, endsAt }) => ({
      kind,
      title: item === null ? null : { name: item.title, nameEn: item.titleEn },
      event: session === null ? null : { name: session.event.name, nameEn: session.event.nameEn },
      session: session?.number ?? null,
      ...{ place, startsAt, endsAt },
    })),
  };
}

export type ApiBoardRow = {
  readonly publicCode: string | null;
  readonly place: number | null;
  readonly tied: boolean;
  readonly mark: number | null;
  readonly formsDone: number;
  readonly formsExpected: number;
  readonly holders: readonly string[] | null;
  readonly delegation: Named | null;
  readonly award: Award | null;
};

export type ApiBoard = Pick<
  BoardSnapshot,
  "competition" | "event" | "round" | "version" | "disclosure" | "maximum" | "frozenAt"
> & {
  readonly rows: readonly ApiBoardRow[];
};

/** @param round null: the one that is shown by default */
export async function findApiBoard(
  runtime: Runtime,
  { competition, event, round }: { readonly competition: string; readonly event: string; readonly round: number | null },
): Promise<ApiBoard | null> {
  const found = await runtime.database.read.event.findFirst({
    where: { code: event, competition: { code: competition } },
    select: { id: true },
  });
  const page = found ? await findBoardPage(runtime, found.id, round) : null;
  return page === null ? null : toBoard(page);
}

export type ApiResults = {
  readonly competition: string;
  readonly events: readonly (Named & ApiBoard)[];
};

/** Of events whose results are public by name; the others are left out. */
export async function findApiResults(runtime: Runtime, code: string): Promise<ApiResults | null> {
  const page = await findPage(runtime, code);
  if (page === null) return null;
  const boards: (Named & ApiBoard)[] = [];
  for (const { code: event, name, nameEn } of page.events) {
    const board = await findApiBoard(runtime, { competition: code, event, round: null });
    if (board?.disclosure === "named") boards.push({ name, nameEn, ...board });
  }
  return { competition: page.code, events: boards };
}

export type ApiAwards = {
  readonly competition: string;
  readonly awards: readonly {
    readonly event: string;
    readonly award: Award;
    readonly place: number | null;
    readonly holders: readonly string[];
    readonly delegation: Named | null;
  }[];
};

export async function findApiAwards(runtime: Runtime, code: string): Promise<ApiAwards | null> {
  const results = await findApiResults(runtime, code);
  if (results === null) return null;
  return {
    competition: results.competition,
    awards: results.events.flatMap(({ event, rows }) =>
      rows.flatMap(({ award, place, holders, delegation }) =>
        award === null ? [] : [{ event, award, place, holders: holders ?? [], delegation }],
      ),
    ),
  };
}

async function findPage(runtime: Runtime, code: string) {
  const competition = await runtime.database.read.competition.findUnique({ where: { code }, select: { id: true } });
  return competition ? findCompetitionPage(runtime, competition.id) : null;
}

/** Field by field, so that what a board learns to say later is not said here unasked. */
function toBoard({ board }: Pick<BoardPage, "board">): ApiBoard {
  const { competition, event, round, version, disclosure, maximum, frozenAt, rows } = board;
  return {
    ...{ competition, event, round, version, disclosure, maximum, frozenAt },
    rows: rows.map(({ publicCode, place, tied, mark, formsDone, formsExpected, name }) => ({
      ...{ publicCode, place, tied, mark, formsDone, formsExpected },
      holders: name === null ? null : name.holders,
      delegation: name === null ? null : { name: name.delegation.name, nameEn: name.delegation.nameEn },
      award: name === null ? null : name.award,
    })),
  };
}
