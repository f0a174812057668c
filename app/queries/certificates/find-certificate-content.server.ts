/** What a certificate certifies, for its file: for the person himself and for the office. Whether he may have it is asked by the caller. */
import { findCertifiedUnit } from "#app/domain/awards/certified-unit.ts";
import { findDecisionNumber } from "#app/domain/phases/reopening.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { findMissingGlyphs } from "#app/platform/pdf/certificate-fonts.server.ts";
import type { CertificateFacts, CertificateName } from "#app/platform/pdf/render-certificate.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCertificateIssuers } from "#app/queries/certificates/list-certificate-issuers.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

/** Everything on the certificate but its words. */
export type CertificateContent = {
  readonly id: string;
  readonly competitionId: string;
  /** Whose it is. */
  readonly personId: string;
  readonly award: Award;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  readonly facts: Omit<CertificateFacts, "award">;
  /** Characters of the names that its fonts do not have: with any, it cannot be printed. */
  readonly missingCharacters: readonly string[];
};

/** Null when there is no such certificate, when it was revoked, or when its holder was erased. */
export async function findCertificateContent(runtime: Runtime, certificateId: string): Promise<CertificateContent | null> {
  const { read } = runtime.database;
  const certificate = await read.certificate.findUnique({
    where: { id: certificateId },
    include: {
      event: { select: { name: true, nameEn: true, group: true } },
      competition: {
        select: {
          name: true,
          nameEn: true,
          decisionNumber: true,
          reopenings: { select: { decisionNumber: true, reopenedAt: true } },
        },
      },
      member: { select: { personId: true, employerId: true, schoolId: true } },
    },
  });
  if (!certificate || certificate.revokedAt !== null) return null;
  const { competition, competitionId, event, member, entryId, memberId, verifyCode, inForceAt } = certificate;
  const people = (await listEntryHolders(runtime, [entryId])).get(entryId) ?? [];
  const holder = people.find((person) => person.memberId === memberId);
  if (!holder || holder.name === "") return null;
  const unitId = findCertifiedUnit(event.group, member);
  const organisation =
    unitId === null ? null : await read.organisation.findUnique({ where: { id: unitId }, select: { name: true, nameEn: true } });
  const names = people.map(({ name }) => toPersonName(name));
  return {
    id: certificate.id,
    competitionId,
    personId: member.personId,
    award: certificate.award as Award,
    verifyCode,
    isInForce: inForceAt !== null,
    facts: {
      number: certificate.number,
      issuedOn: shanghaiDay(certificate.preparedAt),
      holder: toPersonName(holder.name),
      members: names.length > 1 ? names : [],
      organisation: organisation && toName(organisation),
      competition: toName(competition),
      event: toName(event),
      issuers: await listCertificateIssuers(read, competitionId),
      decisionNumber:
        inForceAt === null ? null : findDecisionNumber(inForceAt, competition.reopenings, competition.decisionNumber),
      verificationUrl: `${runtime.env.publicUrl}/verify/${verifyCode}`,
    },
    missingCharacters: findMissingGlyphs(names.map(({ zh }) => zh).join("")),
  };
}

/** A person has no English name of record: a romanisation that he did not choose would be an invention. */
function toPersonName(name: string): CertificateName {
  return { zh: name, en: null };
}

function toName({ name, nameEn }: { name: string; nameEn: string }): CertificateName {
  return { zh: name, en: nameEn === "" ? null : nameEn };
}
