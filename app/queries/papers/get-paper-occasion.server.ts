/** What stands at the head of every paper of a competition: its names, days, place, hosts and events. */
import type { HostRelation, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type PaperOccasion = Named & {
  readonly code: string;
  readonly tier: Tier;
  readonly venue: string;
  /** ISO. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly printedAt: Date;
  readonly filingNumber: string | null;
  readonly hosts: readonly (Named & { readonly relation: HostRelation })[];
  readonly events: readonly (Named & {
    readonly id: string;
    readonly code: string;
    readonly quota: number;
    readonly cancelledAt: Date | null;
  })[];
};

/** @throws Error when there is no such competition. */
export async function getPaperOccasion(runtime: Runtime, competitionId: string): Promise<PaperOccasion> {
  const { hosts, startsOn, endsOn, tier, ...rest } = await runtime.database.read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      tier: true,
      venue: true,
      startsOn: true,
      endsOn: true,
      filingNumber: true,
      hosts: {
        orderBy: { id: "asc" },
        select: {
          relation: true,
          region: { select: { name: true, nameEn: true } },
          organisation: { select: { name: true, nameEn: true } },
        },
      },
      events: {
        orderBy: { code: "asc" },
        select: { id: true, code: true, name: true, nameEn: true, quota: true, cancelledAt: true },
      },
    },
  });
  return {
    ...rest,
    tier: tier as Tier,
    startsOn: startsOn.toISOString(),
    endsOn: endsOn.toISOString(),
    printedAt: runtime.clock.now(),
    hosts: hosts.map(({ relation, region, organisation }) => ({
      ...(organisation ?? region),
      relation: relation as HostRelation,
    })),
  };
}
