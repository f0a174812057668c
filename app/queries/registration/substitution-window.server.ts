/** Where an entry stands for a substitution, out of the columns that its queries select. */
import type { SubstitutionWindow } from "#app/domain/registration/substitution.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, Participation, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

/** Of the entry's event, beside the phase of its competition: the latest rules, and whether a roster of it was frozen. */
export const SUBSTITUTION_EVENT = {
  rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
  rounds: { where: { draws: { some: {} } }, select: { id: true } },
} as const;

/** Of the entry: its part in each round, and whether works of its session are marked. */
export const SUBSTITUTION_PARTS = {
  select: {
    roundId: true,
    participation: true,
    round: { select: { phase: true } },
    session: {
      select: {
        entries: {
          where: { entry: { mappings: { some: { round: { phase: "judging" } } } } },
          take: 1,
          select: { entryId: true },
        },
      },
    },
  },
} as const;

export function toSubstitutionWindow(
  phase: string,
  event: { readonly rules: readonly { readonly content: unknown }[]; readonly rounds: readonly unknown[] },
  entry: { readonly status: string; readonly rounds: readonly SubstitutionPart[] },
): SubstitutionWindow {
  return {
    phase: phase as CompetitionPhase,
    status: entry.status as RegistrationStatus,
    rule: toEventRules(event.rules[0]?.content).substitution,
    isFrozen: event.rounds.length > 0,
    participations: entry.rounds.map(({ participation }) => participation as Participation),
    isTakenIn: entry.rounds.some(isTakenIn),
  };
}

type SubstitutionPart = {
  readonly participation: string;
  readonly round: { readonly phase: string };
  readonly session: { readonly entries: readonly unknown[] } | null;
};

/** In a round without sessions the opening of judging takes everyone in. */
function isTakenIn({ round, session }: SubstitutionPart): boolean {
  if (round.phase === "draw") return false;
  return round.phase !== "judging" || session === null || session.entries.length > 0;
}
