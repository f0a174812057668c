/** Asks every clause of the competition's packs about every final result, and reconciles what is owed with what each said (DOMAIN 9). */
import { packOf } from "#app/domain/policy/reconcile.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { type Assessed, type Recorded, recordAssessments } from "#app/services/policy/record-assessments.server.ts";

/** How many results are in memory with all their findings. */
const PART = 500;

/**
 * One assessment for each entry, by the furthest round that it reached. Safe to run again at any time: it changes only what
 * nobody acted on, and says the difference beside the rest. Before the competition is final nothing is owed, and it does nothing.
 */
export const computeEntitlements: JobHandler = async (runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const now = runtime.clock.now();
  const frame = await getPolicyFrame(tables, competitionId, now);
  const { finalisedAt } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { finalisedAt: true },
  });
  const packIds = new Map(
    frame.packs.map(({ id, content: { name, version } }) => [packOf({ pack: name, version }), id] as const),
  );
  const parts: Recorded[] = [];
  const record = async (assessed: readonly Assessed[]) => {
    parts.push(await recordAssessments(tables, assessed, { packIds, now }));
  };
  const done = new Set<string>();
  // Of each event from the last round back: who is in a later round reached that one.
  for (const round of finalisedAt === null ? [] : frame.rounds) {
    const { rows } = await getRoundResultsByEntry(tables, round.roundId);
    for (const part of chunk(
      rows.filter(({ entryId }) => !done.has(entryId)),
      PART,
    )) {
      const found = await frame.find(round, part);
      await record([...found].map(([entryId, findings]) => ({ competitionId, entryId, factId: null, findings })));
      for (const { entryId } of part) done.add(entryId);
    }
  }
  if (finalisedAt !== null) await record(await listGone(tables, competitionId, done));
  await audit({
    chain: competitionId,
    actorId: null,
    act: "compute-entitlements",
    objectKind: "competition",
    objectId: competitionId,
    payload: { results: done.size, ...summarise(parts) },
  });
};

/** Assessed before, and without a result now: no clause says anything of them. */
async function listGone(tables: Tables, competitionId: string, done: ReadonlySet<string>): Promise<readonly Assessed[]> {
  const assessments = await tables.policyAssessment.findMany({ where: { competitionId }, select: { entryId: true } });
  return assessments.flatMap(({ entryId }) =>
    entryId === null || done.has(entryId) ? [] : [{ competitionId, entryId, factId: null, findings: [] }],
  );
}

/** For the record: how many were created and changed, and which ones were withdrawn or differ from what was acted on. */
export function summarise(parts: readonly Recorded[]) {
  return {
    entitlements: parts.reduce((sum, { created }) => sum + created, 0),
    changed: parts.reduce((sum, { changed }) => sum + changed, 0),
    withdrawn: parts.flatMap(({ withdrawn }) => withdrawn),
    differences: parts.flatMap(({ differences }) => differences),
  };
}
