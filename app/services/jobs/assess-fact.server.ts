/** Asks every clause of the packs of its day about one recorded fact that a second person confirmed, and reconciles what is owed. */
import { packOf } from "#app/domain/policy/reconcile.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { assessFacts } from "#app/queries/policy/assess-facts.server.ts";
import { listConfirmedPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { summarise } from "#app/services/jobs/compute-entitlements.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { recordAssessments } from "#app/services/policy/record-assessments.server.ts";

/** Payload: factId. The day that counts, for which version is asked too, is the fact's own; a dropped fact is owed nothing. */
export const assessFact: JobHandler = async (runtime, { tables, audit }, payload) => {
  const factId = String(payload.factId);
  const packs = await listConfirmedPacks(tables);
  const assessed = await assessFacts(
    tables,
    [factId],
    packs.map(({ content }) => content),
  );
  const recorded = await recordAssessments(
    tables,
    assessed
      .filter(({ isAssessed }) => isAssessed)
      .map(({ findings }) => ({ competitionId: null, entryId: null, factId, findings })),
    {
      packIds: new Map(packs.map(({ id, content: { name, version } }) => [packOf({ pack: name, version }), id] as const)),
      now: runtime.clock.now(),
    },
  );
  await audit({
    chain: SYSTEM_CHAIN,
    actorId: null,
    act: "assess-fact",
    objectKind: "recorded-fact",
    objectId: factId,
    payload: summarise([recorded]),
  });
};
