/** Whether a certificate holds, for anyone who has its code: what was certified, with the holder's name half hidden. */
import type { BothNames } from "#app/domain/certificates/frozen-facts.ts";
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import { encodeName } from "#app/domain/certificates/payload.ts";
import { findDecisionNumber } from "#app/domain/phases/reopening.ts";
import { maskName } from "#app/domain/registration/mask-name.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { isSignedBy } from "#app/platform/crypto/issuer-key.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { FROZEN, openCertificate } from "#app/queries/certificates/open-certificate.server.ts";

export type VerifiedCertificate = {
  readonly code: string;
  readonly number: string;
  readonly kind: CertificateKind;
  /** ISO; null while the publicity period runs. */
  readonly inForceAt: string | null;
  /** ISO; null while it stands. A revoked one certifies nothing any more. */
  readonly revokedAt: string | null;
  /** Whether it was revoked because results changed, or by a recorded act; null while it stands. */
  readonly revokedReason: string | null;
  /** What stands in its place; null where nothing does. */
  readonly replacedBy: { readonly number: string; readonly code: string } | null;
  /** ISO; null before the list of winners is public. */
  readonly publicityEndsAt: string | null;
  readonly decisionNumber: string | null;
  /** A person's is half hidden, unless `nameMatches`; empty when he was erased. */
  readonly holder: string;
  readonly isOrganisation: boolean;
  /** Whether the name that the reader typed is the holder's; null: he typed none. */
  readonly nameMatches: boolean | null;
  readonly unit: BothNames | null;
  readonly award: Award | null;
  readonly competition: BothNames & { readonly code: string };
  readonly event: BothNames | null;
  readonly issuers: readonly BothNames[];
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  /** The signed payload over these facts, and the key that signed it; null when the holder was erased. */
  readonly signed: { readonly keyId: string; readonly isValid: boolean; readonly isDistrusted: boolean } | null;
};

/** A malformed code and one that nobody has get the same answer. */
export type Verification =
  | { readonly answer: "known"; readonly certificate: VerifiedCertificate }
  | { readonly answer: "unknown" }
  | { readonly answer: "blocked" };

const CODE_LENGTH = 32;
/** Of the first version; they stand on paper. */
const EARLIER_CODE_LENGTH = 16;
const LONGEST_NAME = 100;
/** Of a code that was seen in part, so much tells which one is guessed. */
const COUNTED = 8;

/** A code as stored: without the separators, blanks and small letters that people type. */
export function normaliseVerifyCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}

/**
 * Failures are counted by the first half of the code, not by address: a whole venue shares one, and a code that was seen in
 * part is the only one that could be guessed. A malformed code is looked for like any other, so that time tells nothing either.
 * @param name what the reader typed as the holder's name; null: nothing. Wrong ones are counted by certificate.
 */
export async function findVerification(runtime: Runtime, typed: string, name: string | null = null): Promise<Verification> {
  const code = normaliseVerifyCode(typed).slice(0, CODE_LENGTH + 1);
  const certificate = await runtime.database.read.certificate.findUnique({ where: { verifyCode: code }, select: SHOWN });
  // Only wrong codes count: a certificate is shown however many look at it at once.
  if (!certificate) {
    const isWhole = code.length === CODE_LENGTH || code.length === EARLIER_CODE_LENGTH;
    const isFree = await runtime.throttle.attempt(`verify${isWhole ? "" : "-malformed"}:${code.slice(0, COUNTED)}`);
    return { answer: isFree || !isWhole ? "unknown" : "blocked" };
  }
  const { competition, inForceAt, revokedAt, ...row } = certificate;
  const { facts, holder, payload, salt } = openCertificate(runtime.keys, row);
  const isOrganisation = facts.organisation !== null;
  let nameMatches: boolean | null = null;
  if (name !== null && name.trim() !== "" && !isOrganisation && salt !== null) {
    nameMatches = isSameName(name.slice(0, LONGEST_NAME), holder);
    if (!nameMatches && !(await runtime.throttle.attempt(`verify-name:${code}`))) return { answer: "blocked" };
  }
  return {
    answer: "known",
    certificate: {
      code,
      number: facts.number,
      kind: facts.kind,
      inForceAt: inForceAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      revokedReason: row.revokedReason,
      replacedBy: revokedAt === null ? null : await findReplacement(runtime, row),
      publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
      decisionNumber:
        inForceAt === null ? null : findDecisionNumber(inForceAt, competition.reopenings, competition.decisionNumber),
      holder: isOrganisation || nameMatches === true ? holder : maskName(holder),
      isOrganisation,
      nameMatches,
      unit: facts.unit,
      award: facts.award,
      competition: { code: competition.code, ...facts.competition },
      event: facts.event,
      issuers: facts.issuers,
      issuedOn: facts.issuedOn,
      signed: payload === null || row.issuerKey === null ? null : checkSignature(row.issuerKey, payload),
    },
  };
}

const SHOWN = {
  inForceAt: true,
  revokedAt: true,
  revokedReason: true,
  kind: true,
  eventId: true,
  entryId: true,
  memberId: true,
  replacedBy: { select: { number: true, verifyCode: true } },
  issuerKey: { select: { id: true, publicKey: true, distrustedAt: true } },
  competition: {
    select: {
      code: true,
      publicityEndsAt: true,
      decisionNumber: true,
      reopenings: { select: { decisionNumber: true, reopenedAt: true } },
    },
  },
  ...FROZEN,
} as const;

type Replaced = {
  readonly kind: string;
  readonly eventId: string | null;
  readonly entryId: string | null;
  readonly memberId: string | null;
  readonly replacedBy: { readonly number: string; readonly verifyCode: string } | null;
};

/** By a recorded act; or, of a prize, what the same member has since results changed. */
async function findReplacement({ database }: Runtime, { kind, eventId, entryId, memberId, replacedBy }: Replaced) {
  const other =
    replacedBy ??
    (memberId === null
      ? null
      : await database.read.certificate.findFirst({
          where: { kind, eventId, entryId, memberId, revokedAt: null },
          select: { number: true, verifyCode: true },
        }));
  return other && { number: other.number, code: other.verifyCode };
}

function isSameName(typed: string, holder: string): boolean {
  return Buffer.from(encodeName(typed)).equals(encodeName(holder));
}

const SIGNATURE_BYTES = 64;

function checkSignature(
  { id, publicKey, distrustedAt }: { readonly id: string; readonly publicKey: Uint8Array; readonly distrustedAt: Date | null },
  payload: string,
): VerifiedCertificate["signed"] {
  const bytes = Buffer.from(payload, "base64url");
  const end = bytes.length - SIGNATURE_BYTES;
  const isValid = isSignedBy(publicKey, bytes.subarray(0, end), bytes.subarray(end));
  return { keyId: id, isValid, isDistrusted: distrustedAt !== null };
}
