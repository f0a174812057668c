/** Asks every clause of the competition's packs about the competition itself and every final result, and reconciles what is owed with what each said (DOMAIN 9). */
import { packOf } from "#app/domain/policy/reconcile.ts";
import { assessResults } from "#app/queries/policy/assess-results.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { type Recorded, recordAssessments } from "#app/services/policy/record-assessments.server.ts";

/**
 * One assessment of the competition, where a clause speaks of support for it, and one for each entry, by the furthest round that it reached. Safe to run again at any time: it changes only what
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
  let results = 0;
  if (finalisedAt !== null) {
    for await (const part of assessResults(tables, competitionId, frame)) {
      const assessed = part.map(({ entryId, findings }) => ({ competitionId, entryId, factId: null, findings }));
      parts.push(await recordAssessments(tables, assessed, { packIds, now }));
      results += part.filter(({ hasResult }) => hasResult).length;
    }
  }
  await audit({
    chain: competitionId,
    actorId: null,
    act: "compute-entitlements",
    objectKind: "competition",
    objectId: competitionId,
    payload: { results, ...summarise(parts) },
  });
};

/** For the record: how many were created and changed, and which ones were withdrawn or differ from what was acted on. */
export function summarise(parts: readonly Recorded[]) {
  return {
    entitlements: parts.reduce((sum, { created }) => sum + created, 0),
    changed: parts.reduce((sum, { changed }) => sum + changed, 0),
    withdrawn: parts.flatMap(({ withdrawn }) => withdrawn),
    differences: parts.flatMap(({ differences }) => differences),
  };
}
