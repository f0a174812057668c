/** The certificates that results entitle to: one for each member of each entry with an award, in the order of places. */
import type { Certified } from "#app/domain/awards/reconcile-certificates.ts";
import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** What was revoked by hand for the same award and place is due no more. */
export async function listDueCertificates(
  tables: Tables,
  rows: readonly Pick<EntryOutcome, "entryId" | "award" | "place">[],
): Promise<readonly Certified[]> {
  const entryIds = rows.filter(({ award }) => award !== null).map(({ entryId }) => entryId);
  const members = await tables.entryMember.findMany({
    where: { entryId: { in: entryIds } },
    orderBy: { position: "asc" },
    select: { id: true, entryId: true },
  });
  const withdrawn = await tables.certificate.findMany({
    where: { entryId: { in: entryIds }, kind: "prize", revokedReason: "by-hand" },
    select: { memberId: true, award: true, place: true },
  });
  return rows.flatMap(({ entryId, award, place }) =>
    award === null || place === null
      ? []
      : members
          .filter((member) => member.entryId === entryId)
          .filter(({ id }) => !withdrawn.some((one) => one.memberId === id && one.award === award && one.place === place))
          .map(({ id: memberId }): Certified => ({ entryId, memberId, award, place })),
  );
}
