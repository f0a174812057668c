/** Asks every clause of the current packs about one recorded fact that a second person confirmed, and reconciles what is owed. */
import type { FrozenOrganisation } from "#app/domain/policy/facts.ts";
import { computeFindings } from "#app/domain/policy/findings.ts";
import { packOf } from "#app/domain/policy/reconcile.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { toPolicyFact } from "#app/domain/policy/to-policy-fact.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { summarise } from "#app/services/jobs/compute-entitlements.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { recordAssessments } from "#app/services/policy/record-assessments.server.ts";

/** Payload: factId. The day that counts for dates of effect is the fact's own; a dropped fact is owed nothing. */
export const assessFact: JobHandler = async (runtime, { tables, audit }, payload) => {
  const factId = String(payload.factId);
  const fact = await tables.recordedFact.findUniqueOrThrow({
    where: { id: factId },
    select: {
      content: true,
      occurredOn: true,
      organisationId: true,
      regionCode: true,
      confirmedAt: true,
      droppedAt: true,
      assessment: { select: { id: true } },
      members: { orderBy: { position: "asc" } },
    },
  });
  const stands = fact.confirmedAt !== null && fact.droppedAt === null;
  const packs = await listCurrentPacks(tables);
  const kinds = new Map(
    (await tables.organisation.findMany({ select: { id: true, kind: true } })).map(({ id, kind }) => [id, kind]),
  );
  const frozen = (organisationId: string | null, regionCode: string | null): FrozenOrganisation | null => {
    const kind = organisationId === null ? undefined : kinds.get(organisationId);
    return organisationId !== null && regionCode !== null && kind
      ? { organisationId, kind: kind as OrganisationKind, regionCode }
      : null;
  };
  const asked = toPolicyFact(fact.content as unknown as RecordedContent, {
    occurredOn: fact.occurredOn,
    organisation: frozen(fact.organisationId, fact.regionCode),
    members: fact.members.map((member) => ({
      memberId: member.id,
      residenceRegionCode: member.residenceRegion,
      delegationRegionCode: null,
      employer: frozen(member.employerId, member.employerRegion),
      school: frozen(member.schoolId, member.schoolRegion),
      trainingOrganisation: frozen(member.trainingOrganisationId, member.trainingRegion),
    })),
  });
  const findings =
    stands && asked !== null
      ? computeFindings(
          asked,
          packs.map(({ content }) => content),
          fact.occurredOn,
        )
      : [];
  const isAssessed = stands || fact.assessment !== null;
  const recorded = await recordAssessments(tables, isAssessed ? [{ competitionId: null, entryId: null, factId, findings }] : [], {
    packIds: new Map(packs.map(({ id, content: { name, version } }) => [packOf({ pack: name, version }), id] as const)),
    now: runtime.clock.now(),
  });
  await audit({
    chain: SYSTEM_CHAIN,
    actorId: null,
    act: "assess-fact",
    objectKind: "recorded-fact",
    objectId: factId,
    payload: summarise([recorded]),
  });
};
