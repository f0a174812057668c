/** What a nudge says: which round or form, and how far it is; everything else is asked of a page's own loader. */
import type { FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type RoundNudge = {
  readonly competition: string;
  readonly event: string;
  readonly round: number;
  readonly phase: RoundPhase;
};
export type FormNudge = { readonly form: string; readonly revision: number; readonly status: FormStatus };

/** @throws Error when there is no such round. */
export async function getRoundNudge({ database }: Runtime, roundId: string): Promise<RoundNudge> {
  const { phase, number, event } = await database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { phase: true, number: true, event: { select: { code: true, competition: { select: { code: true } } } } },
  });
  return { competition: event.competition.code, event: event.code, round: number, phase: phase as RoundPhase };
}

/** @throws Error when there is no such form. */
export async function getFormNudge({ database }: Runtime, formId: string): Promise<FormNudge> {
  const { revision, status } = await database.read.markingForm.findUniqueOrThrow({
    where: { id: formId },
    select: { revision: true, status: true },
  });
  return { form: formId, revision, status: status as FormStatus };
}
