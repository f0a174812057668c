/** What a certificate certifies, for its file: for the person himself and for the office. Whether he may have it is asked by the caller. */
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import { findDecisionNumber } from "#app/domain/phases/reopening.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { hashName } from "#app/platform/crypto/issuer-key.server.ts";
import { findMissingGlyphs } from "#app/platform/pdf/certificate-fonts.server.ts";
import type { CertificateFacts, CertificateName } from "#app/platform/pdf/render-certificate.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { FROZEN, openCertificate } from "#app/queries/certificates/open-certificate.server.ts";

/** Everything on the certificate but its words. */
export type CertificateContent = {
  readonly id: string;
  readonly competitionId: string;
  readonly kind: CertificateKind;
  /** Whose it is; null of an organisation, and of a judge, who has no record as a person. */
  readonly personId: string | null;
  readonly award: Award | null;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  readonly facts: Omit<CertificateFacts, "award">;
  /** The holder's name by salt and digest, in hex; null of an organisation. */
  readonly proof: { readonly salt: string; readonly hash: string } | null;
  /** Characters of what stands on it that its fonts do not have: with any, it cannot be printed. */
  readonly missingCharacters: readonly string[];
};

/** What a query selects of certificates for their files. */
const CONTENT = {
  id: true,
  competitionId: true,
  verifyCode: true,
  inForceAt: true,
  revokedAt: true,
  competition: {
    select: { decisionNumber: true, reopenings: { select: { decisionNumber: true, reopenedAt: true } } },
  },
  ...FROZEN,
} as const;

/** Null when there is no such certificate, when it was revoked, or when its holder was erased. */
export async function findCertificateContent(runtime: Runtime, certificateId: string): Promise<CertificateContent | null> {
  const [content] = await listCertificateContents(runtime, [certificateId]);
  return content ?? null;
}

/** Those of the given ids that stand and can be opened, in the order of their numbers. */
export async function listCertificateContents(runtime: Runtime, ids: readonly string[]): Promise<readonly CertificateContent[]> {
  const found = await runtime.database.read.certificate.findMany({
    where: { id: { in: [...ids] }, revokedAt: null },
    orderBy: { number: "asc" },
    select: CONTENT,
  });
  return found.flatMap(({ id, competitionId, verifyCode, inForceAt, competition, ...row }): CertificateContent[] => {
    const { facts, holder, holderPersonId, people, payload, salt } = openCertificate(runtime.keys, row);
    if (holder === "" || payload === null) return [];
    const shown = [holder, ...people, facts.unit?.zh ?? "", facts.event?.zh ?? "", facts.competition.zh];
    return [
      {
        id,
        competitionId,
        kind: facts.kind,
        personId: holderPersonId,
        award: facts.award,
        verifyCode,
        isInForce: inForceAt !== null,
        proof: salt === null ? null : { salt, hash: hashName(holder, salt) },
        facts: {
          number: facts.number,
          issuedOn: facts.issuedOn,
          holder: facts.organisation ?? toPersonName(holder),
          members: people.length > 1 ? people.map(toPersonName) : [],
          organisation: facts.unit,
          competition: facts.competition,
          event: facts.event,
          issuers: facts.issuers,
          decisionNumber:
            inForceAt === null ? null : findDecisionNumber(inForceAt, competition.reopenings, competition.decisionNumber),
          verificationUrl: `${runtime.env.publicUrl}/verify/${verifyCode}#${payload}`,
        },
        missingCharacters: findMissingGlyphs(shown.join("")),
      },
    ];
  });
}

/** A person has no English name of record: a romanisation that he did not choose would be an invention. */
function toPersonName(name: string): CertificateName {
  return { zh: name, en: null };
}
