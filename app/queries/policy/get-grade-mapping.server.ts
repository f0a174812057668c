/** The map of grades of a competition: the one in use, the one proposed with what it would change, and every earlier one. */
import { DEFAULT_GRADE_MAP, decideGradeConfirmation, type GradeMap } from "#app/domain/policy/award-grade.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import { countByClause, countGrades, type GradeCounts, type GradedResult } from "#app/domain/policy/grade-effect.ts";
import type { Amount, PolicyDocument, PolicyRow } from "#app/domain/policy/pack.ts";
import { addWinningPlaces, type WithWinningPlace } from "#app/domain/policy/winning-places.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { AWARDS, type Award, type RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findGradeMap } from "#app/queries/policy/find-grade-map.server.ts";
import { getPolicyFrame, type PolicyRound } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry, type ResultByEntry } from "#app/queries/results/get-round-results.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type GradeMappingVersion = {
  readonly mappingId: string;
  readonly version: number;
  readonly map: GradeMap;
  readonly reference: string;
  readonly proposedBy: string;
  /** ISO. */
  readonly proposedAt: string;
};

export type SettledGradeMapping = GradeMappingVersion & {
  readonly state: "confirmed" | "dropped";
  readonly settledBy: string;
  readonly settledAt: string;
};

export type GradedEvent = Named & {
  readonly code: string;
  readonly awards: readonly { readonly award: Award; readonly count: number }[];
  readonly now: GradeCounts;
  /** Null where nothing is proposed or tried. */
  readonly proposed: GradeCounts | null;
};

export type GradeClause = Pick<PolicyRow, "id" | "clause" | "summary" | "summaryEn"> & {
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "status">;
  readonly amount: Amount;
  readonly now: number;
  readonly proposed: number;
};

export type GradeMappingPage = {
  readonly isFinal: boolean;
  /** `reference` null: nobody settled it, and the default reading is in use. */
  readonly current: { readonly map: GradeMap; readonly reference: string | null };
  readonly open: (GradeMappingVersion & { readonly unmet: readonly Refusal[] }) | null;
  /** What the counts compare with: the open proposal, else what the reader tries. */
  readonly supposed: GradeMap | null;
  /** Of what was published; in the order of codes. */
  readonly events: readonly GradedEvent[];
  /** Events whose results are not public yet: they are not counted. */
  readonly missing: readonly Named[];
  /** Empty where nothing is proposed or tried. */
  readonly clauses: readonly GradeClause[];
  /** Newest first. */
  readonly history: readonly SettledGradeMapping[];
};

const PUBLISHED: readonly RoundPhase[] = ["published", "settled"];

/** @param tried a map that the reader wants to see the effect of; an open proposal goes before it */
export async function getGradeMapping(
  runtime: Runtime,
  actor: Actor,
  { competitionId, tried }: { readonly competitionId: string; readonly tried: GradeMap | null },
): Promise<GradeMappingPage> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      finalisedAt: true,
      events: {
        orderBy: { code: "asc" },
        select: {
          code: true,
          name: true,
          nameEn: true,
          rounds: { orderBy: { number: "desc" }, select: { id: true, phase: true } },
        },
      },
    },
  });
  const confirmed = await findGradeMap(read, competitionId);
  const { open, history } = await listVersions(read, competitionId, actor);
  const current = { map: confirmed?.map ?? DEFAULT_GRADE_MAP, reference: confirmed?.reference ?? null };
  const supposed = open?.map ?? tried;
  const isPublished = ({ rounds }: (typeof competition.events)[number]) => PUBLISHED.includes(rounds[0]?.phase as RoundPhase);
  const published = competition.events.filter(isPublished);
  const last = new Map<string, readonly WithWinningPlace<ResultByEntry>[]>();
  for (const { rounds } of published) {
    const [round] = rounds;
    if (round) last.set(round.id, addWinningPlaces((await getRoundResultsByEntry(read, round.id)).rows));
  }
  return {
    isFinal: competition.finalisedAt !== null,
    current,
    open,
    supposed,
    events: published.map(({ rounds, ...event }) => {
      const results = (last.get(rounds[0]?.id ?? "") ?? []).map(toGraded);
      return {
        ...event,
        awards: AWARDS.flatMap((award) => {
          const count = results.filter((result) => result.award === award).length;
          return count === 0 ? [] : [{ award, count }];
        }),
        now: countGrades(results, current.map),
        proposed: supposed && countGrades(results, supposed),
      };
    }),
    missing: competition.events.filter((event) => !isPublished(event)).map(({ name, nameEn }) => ({ name, nameEn })),
    clauses: supposed === null ? [] : await compareClauses(runtime, competitionId, supposed, last),
    history,
  };
}

/** The same for a count as for a clause: a place counts only among those who may win and passed. */
function toGraded({ award, winningPlace }: WithWinningPlace<ResultByEntry>): GradedResult {
  return { award, place: winningPlace };
}

async function listVersions(tables: Tables, competitionId: string, actor: Actor) {
  const rows = await tables.gradeMapping.findMany({ where: { competitionId }, orderBy: { version: "desc" } });
  const ids = rows.flatMap(({ proposedById, confirmedById, droppedById }) => [
    proposedById,
    confirmedById ?? "",
    droppedById ?? "",
  ]);
  const users = await tables.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  let open: GradeMappingPage["open"] = null;
  const history: SettledGradeMapping[] = [];
  for (const row of rows) {
    const version: GradeMappingVersion = {
      mappingId: row.id,
      version: row.version,
      map: row.content as unknown as GradeMap,
      reference: row.reference,
      proposedBy: nameOf.get(row.proposedById) ?? "",
      proposedAt: row.proposedAt.toISOString(),
    };
    const settledAt = row.confirmedAt ?? row.droppedAt;
    if (settledAt === null) {
      const asked = { isOpen: true, proposedById: row.proposedById, actorId: actor.userId };
      const decided = decideGradeConfirmation(asked);
      open = { ...version, unmet: decided.ok ? [] : decided.refusals };
      continue;
    }
    history.push({
      ...version,
      state: row.confirmedAt === null ? "dropped" : "confirmed",
      settledBy: nameOf.get(row.confirmedById ?? row.droppedById ?? "") ?? "",
      settledAt: settledAt.toISOString(),
    });
  }
  return { open, history };
}

/** What the clauses that hang on the grade answer under the map in use and under the other, of the results that are public. */
async function compareClauses(
  runtime: Runtime,
  competitionId: string,
  map: GradeMap,
  results: ReadonlyMap<string, readonly WithWinningPlace<ResultByEntry>[]>,
): Promise<readonly GradeClause[]> {
  const { read } = runtime.database;
  const now = runtime.clock.now();
  const ask = async (supposed: Parameters<typeof getPolicyFrame>[3]) => {
    const frame = await getPolicyFrame(read, competitionId, now, supposed);
    const findings: Finding[] = [];
    for (const round of frame.rounds) findings.push(...(await findAll(frame, round)));
    return { packs: frame.packs.map(({ content }) => content), findings };
  };
  const findAll = async (frame: Awaited<ReturnType<typeof getPolicyFrame>>, round: PolicyRound) =>
    [...(await frame.find(round, results.get(round.roundId) ?? [])).values()].flat();
  const standing = await ask({});
  const other = await ask({ gradeMap: { map, reference: "" } });
  return countByClause(standing.packs, standing.findings, other.findings).map(({ pack, row, now: counted, proposed }) => ({
    id: `${pack.name}/${row.id}`,
    clause: row.clause,
    summary: row.summary,
    summaryEn: row.summaryEn,
    document: { title: pack.document.title, titleEn: pack.document.titleEn, status: pack.document.status },
    amount: row.amount,
    now: counted,
    proposed,
  }));
}
