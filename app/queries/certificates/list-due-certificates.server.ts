/** The certificates that results entitle to: one for each member of each entry with an award, in the order of places. */
import type { Certified } from "#app/domain/awards/reconcile-certificates.ts";
import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export async function listDueCertificates(
  tables: Tables,
  rows: readonly Pick<EntryOutcome, "entryId" | "award" | "place">[],
): Promise<readonly Certified[]> {
  const members = await tables.entryMember.findMany({
    where: { entryId: { in: rows.filter(({ award }) => award !== null).map(({ entryId }) => entryId) } },
    orderBy: { position: "asc" },
    select: { id: true, entryId: true },
  });
  return rows.flatMap(({ entryId, award, place }) =>
    award === null || place === null
      ? []
      : members
          .filter((member) => member.entryId === entryId)
          .map(({ id: memberId }): Certified => ({ entryId, memberId, award, place })),
  );
}
