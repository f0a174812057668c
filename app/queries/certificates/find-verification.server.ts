/** Whether a certificate holds, for anyone who has its code: what was certified, with the holder's name half hidden. */
import { findDecisionNumber } from "#app/domain/phases/reopening.ts";
import { maskName } from "#app/domain/registration/mask-name.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type Issuer, listCertificateIssuers } from "#app/queries/certificates/list-certificate-issuers.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Name = { readonly name: string; readonly nameEn: string };

export type VerifiedCertificate = {
  readonly code: string;
  readonly number: string;
  /** ISO; null while the publicity period runs. */
  readonly inForceAt: string | null;
  /** ISO; null while it stands. A revoked one certifies nothing any more. */
  readonly revokedAt: string | null;
  /** What stands in its place; null where nothing does. */
  readonly replacedBy: { readonly number: string; readonly code: string } | null;
  /** ISO; null before the list of winners is public. */
  readonly publicityEndsAt: string | null;
  readonly decisionNumber: string | null;
  /** Half of it hidden; empty when the holder was erased. */
  readonly holder: string;
  readonly award: Award;
  readonly competition: Name & { readonly code: string };
  readonly event: Name & { readonly code: string };
  readonly issuers: readonly Issuer[];
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
};

/** A malformed code and one that nobody has get the same answer. */
export type Verification =
  | { readonly answer: "known"; readonly certificate: VerifiedCertificate }
  | { readonly answer: "unknown" }
  | { readonly answer: "blocked" };

const CODE_LENGTH = 16;

/** A code as stored: without the separators, blanks and small letters that people type. */
export function normaliseVerifyCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}

/**
 * Failures are counted by the first half of the code, not by address: a whole venue shares one, and a code that was seen in
 * part is the only one that could be guessed.
 */
export async function findVerification(runtime: Runtime, typed: string): Promise<Verification> {
  const code = normaliseVerifyCode(typed);
  if (code.length !== CODE_LENGTH) return { answer: "unknown" };
  const certificate = await runtime.database.read.certificate.findUnique({
    where: { verifyCode: code },
    include: {
      event: { select: { code: true, name: true, nameEn: true } },
      competition: {
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          publicityEndsAt: true,
          decisionNumber: true,
          reopenings: { select: { decisionNumber: true, reopenedAt: true } },
        },
      },
    },
  });
  // Only wrong codes count: a certificate is shown however many look at it at once.
  if (!certificate)
    return { answer: (await runtime.throttle.attempt(`verify:${code.slice(0, CODE_LENGTH / 2)}`)) ? "unknown" : "blocked" };
  const { competition, event, entryId, memberId, inForceAt, revokedAt } = certificate;
  const holder = (await listEntryHolders(runtime, [entryId])).get(entryId)?.find((person) => person.memberId === memberId);
  const replacement =
    revokedAt === null
      ? null
      : await runtime.database.read.certificate.findFirst({
          where: { entryId, memberId, eventId: certificate.eventId, revokedAt: null },
          select: { number: true, verifyCode: true },
        });
  return {
    answer: "known",
    certificate: {
      code,
      number: certificate.number,
      inForceAt: inForceAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      replacedBy: replacement && { number: replacement.number, code: replacement.verifyCode },
      publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
      decisionNumber:
        inForceAt === null ? null : findDecisionNumber(inForceAt, competition.reopenings, competition.decisionNumber),
      holder: maskName(holder?.name ?? ""),
      award: certificate.award as Award,
      competition: { code: competition.code, name: competition.name, nameEn: competition.nameEn },
      event,
      issuers: await listCertificateIssuers(runtime.database.read, competition.id),
      issuedOn: shanghaiDay(certificate.preparedAt),
    },
  };
}
