/** Recommends winners for an honour: the record of it waits, open, until the honour is conferred or refused in its procedure. */
import { decideRecommendation, type Recommendation } from "#app/domain/honours/honour-acts.ts";
import type { RecommendHonourRefusal } from "#app/domain/honours/honour-case.ts";
import { decideEvidence } from "#app/domain/policy/evidence-file.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findHonourBasis, type HonourBasisReference } from "#app/queries/honours/find-honour-basis.server.ts";
import { listStandingHonours } from "#app/queries/honours/list-standing-honours.server.ts";

/** A member of the result, with his relations as they are now: he may have moved since he won. */
export type Nominee = {
  readonly memberId: string;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

export type RecommendHonourCommand = Omit<Recommendation, "memberIds"> & {
  readonly basis: HonourBasisReference;
  readonly nominees: readonly Nominee[];
  readonly evidence: { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };
};

/** @returns the case's id, or every reason of `decideRecommendation`, of the places and of the file. */
export function recommendHonour(
  runtime: Runtime,
  actor: Actor,
  command: RecommendHonourCommand,
): Promise<Decision<{ readonly caseId: string }>> {
  const { honour, reason, evidence } = command;
  const reference = command.reference.trim();
  return runtime.database.write<{ caseId: string }, string>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const nominees = [...new Map(command.nominees.map((nominee) => [nominee.memberId, nominee])).values()];
    const basis = await findHonourBasis(tables, command.basis);
    const people = new Map((basis?.members ?? []).map(({ memberId, personId }) => [memberId, personId]));
    const standing = await listStandingHonours(tables, [...people.values()]);
    const memberIds = nominees.map(({ memberId }) => memberId);
    const decided = decideRecommendation(basis, { honour, memberIds, reason, reference }, standing);
    const file = decideEvidence(evidence.bytes);
    const refusals = [
      ...(decided.ok ? [] : decided.refusals),
      ...(await checkPlaces(tables, nominees)),
      ...(file.ok ? [] : file.refusals),
    ];
    if (refusals.length > 0 || basis === null || !file.ok) return refuse(...refusals);
    const [caseId, factId] = [newId(), newId()];
    const digest = sha256(evidence.bytes);
    const content: RecordedHonour = {
      kind: "honour",
      honour,
      inPost: null,
      procedure: { reference, resultFactId: basis.factId, telephone: null },
    };
    await tables.recordedFact.create({
      data: {
        id: factId,
        kind: "honour",
        content,
        occurredOn: shanghaiDay(now),
        reference,
        evidenceName: evidence.fileName.slice(-120),
        evidenceType: file.value,
        evidenceSha256: digest,
        evidence: evidence.bytes,
        recordedById: actor.userId,
        recordedAt: now,
        members: { create: await freezeNominees(tables, nominees, people) },
        honour: {
          create: {
            id: caseId,
            honour,
            competitionId: basis.competitionId,
            entryId: basis.entryId,
            state: "recommended",
            reason: reason.trim(),
            recommendedById: actor.userId,
            recommendedAt: now,
          },
        },
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "recommend-honour",
      objectKind: "honour-case",
      objectId: caseId,
      payload: { honour, fact: factId, people: memberIds.map((id) => people.get(id) ?? ""), evidence: digest },
    });
    return allow({ caseId });
  });
}

async function checkPlaces(tables: Tables, nominees: readonly Nominee[]): Promise<Refusal<RecommendHonourRefusal>[]> {
  const refusals: Refusal<RecommendHonourRefusal>[] = [];
  for (const [index, { residenceRegion, ...nominee }] of nominees.entries()) {
    const position = index + 1;
    const ids = new Set([nominee.employerId, nominee.schoolId, nominee.trainingOrganisationId].filter((id) => id !== null));
    if ((await tables.organisation.count({ where: { id: { in: [...ids] } } })) < ids.size) {
      refusals.push({ code: "honour-organisation-unknown", params: { position } });
    }
    if (residenceRegion !== null && (await tables.region.count({ where: { code: residenceRegion } })) === 0) {
      refusals.push({ code: "honour-region-unknown", params: { position, region: residenceRegion } });
    }
  }
  return refusals;
}

/** The rows of the fact's members, each organisation with the region that it lies in today. */
async function freezeNominees(tables: Tables, nominees: readonly Nominee[], people: ReadonlyMap<string, string>) {
  const ids = nominees.flatMap(({ employerId, schoolId, trainingOrganisationId }) =>
    [employerId, schoolId, trainingOrganisationId].filter((id) => id !== null),
  );
  const found = await tables.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, regionCode: true } });
  const regions = new Map(found.map(({ id, regionCode }) => [id, regionCode]));
  const regionOf = (id: string | null) => (id === null ? null : (regions.get(id) ?? null));
  return nominees.map(({ memberId, residenceRegion, employerId, schoolId, trainingOrganisationId }, index) => ({
    id: newId(),
    personId: people.get(memberId) ?? "",
    position: index + 1,
    residenceRegion,
    employerId,
    employerRegion: regionOf(employerId),
    schoolId,
    schoolRegion: regionOf(schoolId),
    trainingOrganisationId,
    trainingRegion: regionOf(trainingOrganisationId),
  }));
}
