/** What the forms of a round hold, as far as a change of its scheme has to fit it: no judge is named. */
import type { FormValues } from "#app/domain/marking/scheme-change.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listFormStates } from "#app/queries/marking/list-form-states.server.ts";

/** Of a round that has opened judging. */
export async function listFormValues(tables: Tables, roundId: string): Promise<readonly FormValues[]> {
  const forms = await listFormStates(tables, await getPinnedRound(tables, roundId));
  return forms.map(({ subCriterionId, status, state }) => ({
    subCriterionId,
    status,
    entered: state.aspects
      .filter(({ agreed, readings, scores, earlierRounds }) => {
        return agreed !== null || readings.length + scores.length + earlierRounds.length > 0;
      })
      .map(({ aspectId }) => aspectId),
    standing: state.aspects.flatMap(({ aspectId, agreed, readings }) => [
      ...(agreed === null ? [] : [{ aspectId, value: agreed }]),
      ...readings.map(({ value }) => ({ aspectId, value })),
    ]),
  }));
}
