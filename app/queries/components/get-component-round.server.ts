/** A round as marks out of files are imported into it: its components from files, its maximum, and who takes part. */
import type { ComponentEntry } from "#app/domain/results/component-file.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type ComponentRound = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly phase: RoundPhase;
  /** In the order of the rules. */
  readonly components: readonly { readonly key: string; readonly name: string; readonly weight: number }[];
  /** What each can earn. */
  readonly maximum: Hundredths;
  /** By entrant number. Without names: those are sealed, and only a check of names asks for them. */
  readonly entries: readonly Omit<ComponentEntry, "names">[];
};

/** The rules are those pinned, or before judging the latest. @throws Error when there is no such round. */
export async function getComponentRound(tables: Tables, roundId: string): Promise<ComponentRound> {
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      phase: true,
      rules: { select: { content: true } },
      event: {
        select: {
          id: true,
          competitionId: true,
          rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
        },
      },
      entries: {
        orderBy: { entry: { entrantNumber: "asc" } },
        select: { entryId: true, participation: true, entry: { select: { entrantNumber: true } } },
      },
    },
  });
  const rules = toEventRules(round.rules?.content ?? round.event.rules[0]?.content);
  return {
    roundId,
    eventId: round.event.id,
    competitionId: round.event.competitionId,
    phase: round.phase as RoundPhase,
    components: rules.components
      .filter(({ source }) => source === "file")
      .map(({ key, name, weight }) => ({ key, name, weight })),
    maximum: rules.total,
    entries: round.entries.map(({ entryId, participation, entry }) => {
      return { entryId, participation: participation as Participation, entrantNumber: entry.entrantNumber ?? "" };
    }),
  };
}

/**
 * What a file of one component is made from; null for a component that comes out of no file.
 * @param component its key; null: the first there is
 */
export async function findComponentTemplate(
  { database }: Runtime,
  roundId: string,
  component: string | null,
): Promise<{ readonly name: string; readonly entrantNumbers: readonly string[] } | null> {
  const { components, entries } = await getComponentRound(database.read, roundId);
  const found = components.find(({ key }) => component === null || key === component);
  return found ? { name: found.name, entrantNumbers: entries.map(({ entrantNumber }) => entrantNumber) } : null;
}
