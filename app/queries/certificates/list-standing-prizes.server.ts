/** The prize certificates of an event that stand: those that results are held against when they change. */
import type { Certified } from "#app/domain/awards/reconcile-certificates.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type StandingPrize = Certified & { readonly id: string; readonly number: string };

/** In the order of their numbers. */
export async function listStandingPrizes(tables: Tables, eventId: string): Promise<readonly StandingPrize[]> {
  const certificates = await tables.certificate.findMany({
    where: { eventId, kind: "prize", revokedAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true, entryId: true, memberId: true, award: true, place: true },
  });
  return certificates.flatMap(({ entryId, memberId, award, place, ...certificate }) =>
    entryId === null || memberId === null || award === null || place === null
      ? []
      : [{ ...certificate, entryId, memberId, award: award as Award, place }],
  );
}
