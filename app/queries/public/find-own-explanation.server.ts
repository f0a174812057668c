/** A contestant's own result explained, once it is published on site: every mark down to each judge's, and no name of anyone. */
import type { Explanation } from "#app/domain/results/explain-result.ts";
import type { ExplanationPage } from "#app/domain/results/explanation-view.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findExplanation } from "#app/queries/results/get-explanation.server.ts";

export type OwnExplanation = ExplanationPage & { readonly competition: { readonly name: string; readonly nameEn: string } };

/**
 * Null where the entry is not this person's, or its results are not published.
 * @param number of the round; null: the last that is published
 */
export async function findOwnExplanation(
  runtime: Runtime,
  personId: string,
  entryId: string,
  number: number | null = null,
): Promise<OwnExplanation | null> {
  const member = await runtime.database.read.entryMember.findFirst({
    where: { personId, entryId },
    select: {
      entry: {
        select: {
          event: { select: { competition: { select: { name: true, nameEn: true } } } },
          rounds: {
            orderBy: { round: { number: "desc" } },
            select: { round: { select: { id: true, number: true, phase: true } } },
          },
        },
      },
    },
  });
  const event = member?.entry.event;
  const published = (member?.entry.rounds ?? [])
    .map(({ round }) => round)
    .filter(({ phase }) => isPublished(phase as RoundPhase));
  const round = number === null ? published[0] : published.find((candidate) => candidate.number === number);
  if (!event || !round) return null;
  const page = await findExplanation(runtime, round.id, entryId);
  if (!page) return null;
  const { decision } = page;
  return {
    ...page,
    competition: event.competition,
    code: null,
    holder: null,
    explanation: withoutOthers(page.explanation),
    neighbours: {},
    judges: {},
    revisions: {},
    corrections: [],
    decision: decision && { ...decision, by: "" },
  };
}

function isPublished(phase: RoundPhase): boolean {
  return phase === "published" || phase === "settled";
}

/** Ids are handles to other people's pages and accounts: they stay behind. */
function withoutOthers(explanation: Explanation): Explanation {
  const { total, place } = explanation;
  return {
    ...explanation,
    total: {
      ...total,
      criteria: total.criteria.map((criterion) => ({
        ...criterion,
        forms: criterion.forms.map((form) => ({ ...form, team: [] })),
      })),
    },
    place: {
      ...place,
      above: place.above && { ...place.above, entryId: "above" },
      below: place.below && { ...place.below, entryId: "below" },
    },
  };
}
