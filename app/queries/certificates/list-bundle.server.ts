/** Which certificates of a competition are printed together. */
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type BundleFilter = {
  /** Code of an event; null: all. */
  readonly event: string | null;
  /** Name of a delegation; null: all. */
  readonly delegation: string | null;
  readonly kind: CertificateKind | null;
};

/** Ids of those that stand, in the order of their numbers. */
export async function listBundle(
  { database }: Runtime,
  competitionId: string,
  { event, delegation, kind }: BundleFilter,
): Promise<readonly string[]> {
  const found = await database.read.certificate.findMany({
    where: {
      competitionId,
      revokedAt: null,
      ...(kind === null ? {} : { kind }),
      ...(event === null ? {} : { event: { code: event } }),
      ...(delegation === null ? {} : { entry: { delegation: { name: delegation } } }),
    },
    orderBy: { number: "asc" },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}
