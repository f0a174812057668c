/** The certificates that stand against those that are due: what is revoked and what is issued anew when results change (DOMAIN 8 and 9). */

import type { Award } from "#app/domain/shared/vocabulary.ts";

export const CERTIFICATE_STATES = ["prepared", "in-force", "revoked"] as const;
/** revoked: results have changed since, and another certificate stands in its place, or none. */
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** What a certificate certifies of one member of one entry. */
export type Certified = { readonly entryId: string; readonly memberId: string; readonly award: Award; readonly place: number };

/**
 * A certificate holds while its member has the same award and place; any other is revoked, and what is due without one is issued.
 * @param standing those that are not revoked @returns the order of `due` is kept, which numbers follow
 */
export function reconcileCertificates<Standing extends Certified, Due extends Certified>(
  standing: readonly Standing[],
  due: readonly Due[],
): { readonly revoked: readonly Standing[]; readonly issued: readonly Due[] } {
  const held = new Set(standing.map(keyOf));
  const wanted = new Set(due.map(keyOf));
  return {
    revoked: standing.filter((certificate) => !wanted.has(keyOf(certificate))),
    issued: due.filter((certificate) => !held.has(keyOf(certificate))),
  };
}

function keyOf({ entryId, memberId, award, place }: Certified): string {
  return [entryId, memberId, award, place].join(" ");
}
