/** The public page of objections: whether they are heard now, and to which events. */
import { decideObjection } from "#app/domain/appeals/objection.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type ObjectionsPage = Named & {
  readonly code: string;
  readonly isOpen: boolean;
  /** ISO; null before the list of winners is public. */
  readonly publicityEndsAt: string | null;
  readonly events: readonly (Named & { readonly id: string })[];
};

/** Null while no list of winners was ever public. */
export async function findObjectionsPage(runtime: Runtime, competitionId: string): Promise<ObjectionsPage | null> {
  const competition = await runtime.database.read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      phase: true,
      publicityEndsAt: true,
      events: { orderBy: { code: "asc" }, select: { id: true, name: true, nameEn: true } },
    },
  });
  const { code, name, nameEn, events, publicityEndsAt } = competition;
  if (publicityEndsAt === null) return null;
  const { ok: isOpen } = decideObjection({
    now: runtime.clock.now().getTime(),
    phase: competition.phase as CompetitionPhase,
    publicityEndsAt: publicityEndsAt.getTime(),
  });
  return { code, name, nameEn, isOpen, publicityEndsAt: publicityEndsAt.toISOString(), events };
}
