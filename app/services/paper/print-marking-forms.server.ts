/** Prints blank marking forms: what was printed, when and by whom is recorded, because paper that is about has to come back. */
import { decidePrint, type PrintSelection } from "#app/domain/marking/print.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type BlankForms, listBlankForms } from "#app/queries/paper/list-blank-forms.server.ts";

export type PrintMarkingFormsInput = PrintSelection & { readonly roundId: string };

/** @returns the forms and when they were printed, or every reason why not. */
export function printMarkingForms(
  runtime: Runtime,
  actor: Actor,
  { roundId, ...selection }: PrintMarkingFormsInput,
): Promise<Decision<BlankForms & { readonly printedAt: Date }>> {
  return runtime.database.write<BlankForms & { printedAt: Date }, string>(async ({ tables, audit, announce }) => {
    const blank = await listBlankForms(tables, roundId, selection);
    const decided = decidePrint(blank.phase, blank.forms.length);
    if (!decided.ok) return decided;
    await audit({
      chain: blank.competition.id,
      actorId: actor.userId,
      act: "print-marking-forms",
      objectKind: "round",
      objectId: roundId,
      payload: {
        forms: blank.forms.length,
        day: selection.day,
        subCriterion: selection.subCriterionId,
        code: selection.code,
      },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ ...blank, printedAt: runtime.clock.now() });
  });
}
