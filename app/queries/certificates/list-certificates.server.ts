/** The certificates of a competition by name, for the office. */
import type { CertificateState } from "#app/domain/awards/reconcile-certificates.ts";
import type { HandOutWay } from "#app/domain/certificates/hand-out.ts";
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";
import { findMissingGlyphs } from "#app/platform/pdf/certificate-fonts.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { FROZEN, openCertificate } from "#app/queries/certificates/open-certificate.server.ts";

export type CertificateRow = {
  readonly id: string;
  readonly number: string;
  readonly verifyCode: string;
  readonly kind: CertificateKind;
  readonly holder: string;
  /** Empty where there is none. */
  readonly unit: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  /** Of the whole competition: empty. */
  readonly eventCode: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly delegation: string;
  readonly award: Award | null;
  readonly place: number | null;
  readonly state: CertificateState;
  /** Characters that its fonts lack: with any, it cannot be printed. */
  readonly missingCharacters: readonly string[];
  /** Who took it last; null: nobody yet. */
  readonly handOut: {
    /** ISO. */
    readonly at: string;
    readonly way: HandOutWay;
    /** Empty where the holder took it himself. */
    readonly taker: string;
    /** How often it was handed out. */
    readonly times: number;
  } | null;
};

type HandOutRow = {
  readonly handedAt: Date;
  readonly way: string;
  readonly sealed: Uint8Array | null;
  readonly wrapped: Uint8Array | null;
};

/** @param rows the last one first */
function toHandOut({ keys }: Runtime, rows: readonly HandOutRow[]): CertificateRow["handOut"] {
  const [last] = rows;
  if (!last) return null;
  const { handedAt, way, sealed, wrapped } = last;
  const taker = sealed && unseal<{ readonly name: string }>(keys, sealed, wrapped);
  return { at: handedAt.toISOString(), way: way as HandOutWay, taker: taker?.name ?? "", times: rows.length };
}

/** In the order of their numbers. */
export async function listCertificates(runtime: Runtime, competitionId: string): Promise<CertificateRow[]> {
  const certificates = await runtime.database.read.certificate.findMany({
    where: { competitionId },
    orderBy: { number: "asc" },
    select: {
      id: true,
      number: true,
      verifyCode: true,
      place: true,
      inForceAt: true,
      revokedAt: true,
      event: { select: { code: true } },
      entry: { select: { delegation: { select: { name: true } } } },
      handOuts: {
        where: { withdrawnAt: null },
        orderBy: { id: "desc" },
        select: { handedAt: true, way: true, sealed: true, wrapped: true },
      },
      ...FROZEN,
    },
  });
  return certificates.map(({ id, number, verifyCode, event, entry, place, inForceAt, revokedAt, handOuts, ...row }) => {
    const { facts, holder, people } = openCertificate(runtime.keys, row);
    return {
      id,
      number,
      verifyCode,
      kind: facts.kind,
      holder,
      unit: facts.unit?.zh ?? "",
      issuedOn: facts.issuedOn,
      eventCode: event?.code ?? "",
      eventName: facts.event?.zh ?? "",
      eventNameEn: facts.event?.en ?? facts.event?.zh ?? "",
      delegation: entry?.delegation.name ?? facts.organisation?.zh ?? "",
      award: facts.award,
      place,
      state: revokedAt !== null ? "revoked" : inForceAt !== null ? "in-force" : "prepared",
      missingCharacters: findMissingGlyphs([holder, ...people, facts.unit?.zh ?? ""].join("")),
      handOut: toHandOut(runtime, handOuts),
    };
  });
}
