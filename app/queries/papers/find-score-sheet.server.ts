/** What 成绩汇总表 holds of a round: by code while marks are blind, by name from unblinding on; null where this reader has neither. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Award, Participation, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { listPaperEntries, type PaperEntry } from "#app/queries/papers/list-paper-entries.server.ts";
import { getRoundResultsByCode, getRoundResultsByEntry, type Result } from "#app/queries/results/get-round-results.server.ts";

/** Who stands behind a row. */
export type ScoreHolder = Pick<PaperEntry, "delegation" | "members">;

export type ScoreRow = {
  /** The review code while marks are blind, then the entrant number. */
  readonly code: string;
  /** Null while marks are blind. */
  readonly holder: ScoreHolder | null;
  /** Hundredths in the order of the columns. */
  readonly parts: readonly (number | null)[];
  readonly total: number | null;
  readonly place: number | null;
  readonly scaleScore: number | null;
  readonly award: Award | null;
  readonly status: Participation;
};

export type ScoreSheet = {
  /** In how many the works of the round are blinded: which word its codes go by. */
  readonly blindLayers: BlindLayer;
  readonly round: { readonly number: number; readonly kind: RoundKind; readonly rounds: number };
  readonly byName: boolean;
  /** What the total is made of: components with their percents, else modules; none where neither divides it. */
  readonly columns: readonly { readonly name: string; readonly weight: number | null }[];
  /** What can be earned, in hundredths. */
  readonly maximum: number;
  readonly hasScale: boolean;
  readonly confirmedForms: number;
  readonly forms: number;
  /** In the order of places. */
  readonly rows: readonly ScoreRow[];
};

/** Null before judging, and for who must not see marks by code while they are blind. @throws Error when there is no such round. */
export async function findScoreSheet(
  runtime: Runtime,
  actor: Pick<Actor, "grants">,
  { roundId, eventId, competitionId }: { readonly roundId: string; readonly eventId: string; readonly competitionId: string },
): Promise<ScoreSheet | null> {
  const { read } = runtime.database;
  const scope = { competitionId, eventId, delegationId: null };
  const { number, kind, phase, event } = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { number: true, kind: true, phase: true, event: { select: { _count: { select: { rounds: true } } } } },
  });
  const { marksByCode } = await getBlindSight(runtime, actor, { roundId, scope });
  if (phase === "draw" || !marksByCode) return null;
  const byName = isUnblinded(phase as RoundPhase);
  const { layers: blindLayers } = await getBlindRound(read, roundId);
  const round = { number, kind: kind as RoundKind, rounds: event._count.rounds };
  if (!byName) {
    const results = await getRoundResultsByCode(read, roundId);
    // What comes out of files is known of people and not of codes: a blind sheet holds what the judges gave.
    const columns = listModuleColumns(results.scheme);
    return {
      ...{ blindLayers, round, byName, columns, maximum: results.maximum, hasScale: false },
      ...{ confirmedForms: results.confirmedForms, forms: results.forms },
      rows: results.rows.map((row) => ({
        ...toRow(row, row.code, null),
        parts: columns.map(({ id }) => row.modules[id] ?? null),
        scaleScore: null,
        award: null,
      })),
    };
  }
  const results = await getRoundResultsByEntry(read, roundId);
  const { components } = results.rules;
  const modules = components.length > 0 ? [] : listModuleColumns(results.scheme);
  const columns = components.length > 0 ? components.map(({ name, weight }) => ({ name, weight })) : modules;
  const entries = await listPaperEntries(runtime, { competitionId, eventId, statuses: ["accepted", "withdrawn"] });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    ...{ blindLayers, round, byName, columns, maximum: results.maximum, hasScale: results.rules.scale !== "none" },
    ...{ confirmedForms: results.confirmedForms, forms: results.forms },
    rows: results.rows.map((row) => {
      const entry = entryOf.get(row.entryId);
      return {
        ...toRow(row, entry?.entrantNumber ?? "", entry ?? { delegation: { name: "", nameEn: "" }, members: [] }),
        parts: components.length > 0 ? row.components.map(({ mark }) => mark) : modules.map(({ id }) => row.modules[id] ?? null),
      };
    }),
  };
}

/** One module alone is the total. */
function listModuleColumns(scheme: MarkingScheme): { id: string; name: string; weight: null }[] {
  const modules = listModules(scheme);
  return modules.length > 1 ? modules.map(({ id, name }) => ({ id, name, weight: null })) : [];
}

function toRow(
  { total, place, scaleScore, award, status }: Result,
  code: string,
  holder: ScoreHolder | null,
): Omit<ScoreRow, "parts"> {
  return { code, holder, total, place, scaleScore, award, status };
}
