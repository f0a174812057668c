/** Where an entry stands for a substitution, out of the columns that its queries select. */
import type { SubstitutionWindow } from "#app/domain/registration/substitution.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, Participation, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

/** Of the entry's event, beside the phase of its competition: the latest rules, and whether a roster of it was frozen. */
export const SUBSTITUTION_EVENT = {
  rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
  rounds: { where: { draws: { some: {} } }, select: { id: true } },
} as const;

/** Of the entry: its part in each round. */
export const SUBSTITUTION_PARTS = { select: { participation: true } } as const;

export function toSubstitutionWindow(
  phase: string,
  event: { readonly rules: readonly { readonly content: unknown }[]; readonly rounds: readonly unknown[] },
  entry: { readonly status: string; readonly rounds: readonly { readonly participation: string }[] },
): SubstitutionWindow {
  return {
    phase: phase as CompetitionPhase,
    status: entry.status as RegistrationStatus,
    rule: toEventRules(event.rules[0]?.content).substitution,
    isFrozen: event.rounds.length > 0,
    participations: entry.rounds.map(({ participation }) => participation as Participation),
  };
}
