/** The certificates beside the prizes that a person holds: for having taken part, for having coached (DOMAIN 9). */
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listCertificateContents } from "./find-certificate-content.server.ts";

export type HeldCertificate = {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly number: string;
  readonly verifyCode: string;
  /** Null: of the whole competition. */
  readonly event: { readonly name: string; readonly nameEn: string } | null;
  readonly competition: { readonly name: string; readonly nameEn: string };
  readonly isInForce: boolean;
  /** False when a name has characters that its fonts lack. */
  readonly isPrintable: boolean;
};

/** Those that stand, in the order of their numbers; another person's never. */
export async function listHeldCertificates(runtime: Runtime, personId: string): Promise<readonly HeldCertificate[]> {
  const held = await runtime.database.read.certificate.findMany({
    where: { kind: { not: "prize" }, revokedAt: null, names: { some: { personId } } },
    select: { id: true },
  });
  const contents = await listCertificateContents(
    runtime,
    held.map(({ id }) => id),
  );
  return contents
    .filter((content) => content.personId === personId)
    .map(({ id, kind, verifyCode, isInForce, facts, missingCharacters }) => ({
      id,
      kind,
      number: facts.number,
      verifyCode,
      event: facts.event && toNamed(facts.event),
      competition: toNamed(facts.competition),
      isInForce,
      isPrintable: missingCharacters.length === 0,
    }));
}

function toNamed({ zh, en }: { readonly zh: string; readonly en: string | null }) {
  return { name: zh, nameEn: en ?? "" };
}
