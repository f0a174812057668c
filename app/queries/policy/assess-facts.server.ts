/** What the clauses of packs say of recorded facts: the same for the job of one fact and for a preview of many. */
import type { FrozenOrganisation } from "#app/domain/policy/facts.ts";
import { computeFindings, type Finding } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { listVersionsOn } from "#app/domain/policy/pack-version.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { toPolicyFact } from "#app/domain/policy/to-policy-fact.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type AssessedFact = {
  readonly factId: string;
  /** Of a fact that was not confirmed, or was dropped: none. */
  readonly findings: readonly Finding[];
  /** Whether it is there for the ledger: confirmed, or assessed before. */
  readonly isAssessed: boolean;
};

/**
 * Up to some hundreds at a time. The day that counts for dates of effect, and for which version is asked, is the fact's own.
 * @param versions every confirmed one, the latest of each document before its earlier ones
 * @throws Error when a fact is not there
 */
export async function assessFacts(
  tables: Tables,
  factIds: readonly string[],
  versions: readonly PolicyPack[],
): Promise<readonly AssessedFact[]> {
  const facts = await tables.recordedFact.findMany({
    where: { id: { in: [...factIds] } },
    select: {
      id: true,
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
  const kinds = new Map(
    (await tables.organisation.findMany({ select: { id: true, kind: true } })).map(({ id, kind }) => [id, kind]),
  );
  const frozen = (organisationId: string | null, regionCode: string | null): FrozenOrganisation | null => {
    const kind = organisationId === null ? undefined : kinds.get(organisationId);
    return organisationId !== null && regionCode !== null && kind
      ? { organisationId, kind: kind as OrganisationKind, regionCode }
      : null;
  };
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return factIds.map((factId): AssessedFact => {
    const fact = byId.get(factId);
    if (!fact) throw new Error(`Recorded fact ${factId} is not there.`);
    const stands = fact.confirmedAt !== null && fact.droppedAt === null;
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
      stands && asked !== null ? computeFindings(asked, listVersionsOn(versions, fact.occurredOn), fact.occurredOn) : [];
    return { factId, findings, isAssessed: stands || fact.assessment !== null };
  });
}
