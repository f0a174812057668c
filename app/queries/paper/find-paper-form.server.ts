/** The form that a scanned label names, or that somebody typed: within one round. */
import { readPaperLabel } from "#app/domain/marking/paper-label.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** `foreign`: the label is of another event or round; `unknown`: no form of the round is called so. */
export type FoundForm = { readonly kind: "found"; readonly formId: string } | { readonly kind: "foreign" | "unknown" };

/** @throws Error when there is no such round. */
export async function findPaperForm({ database }: Runtime, roundId: string, text: string): Promise<FoundForm> {
  const asked = readPaperLabel(text);
  if (!asked) return { kind: "unknown" };
  const round = await database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { number: true, event: { select: { code: true, competition: { select: { code: true } } } } },
  });
  const { competition, event, words } = asked;
  const isHere =
    (competition === null || competition === round.event.competition.code) &&
    (event === null || event === round.event.code) &&
    (asked.round === null || asked.round === round.number);
  if (!isHere) return { kind: "foreign" };
  const [left, right] = words;
  const form = await database.read.markingForm.findFirst({
    where: {
      roundId,
      OR: [
        { subCriterionId: left, subject: { code: right } },
        { subCriterionId: right, subject: { code: left } },
      ],
    },
    select: { id: true },
  });
  return form ? { kind: "found", formId: form.id } : { kind: "unknown" };
}
