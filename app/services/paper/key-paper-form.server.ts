/** One person keys a paper form; the second keying that says the same makes it the form's marks (DOMAIN 5). */
import { decideKeying } from "#app/domain/marking/keying.ts";
import { type PaperPlace, type PaperValue, readPaperText } from "#app/domain/marking/paper.ts";
import type { SubCriterion } from "#app/domain/marking/scheme.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { hasBeenOnPaper } from "#app/queries/paper/has-been-on-paper.server.ts";
import { listKeyings } from "#app/queries/paper/list-keyings.server.ts";
import { takeFromPaper } from "#app/services/paper/take-from-paper.server.ts";

export type KeyPaperFormInput = {
  readonly formId: string;
  /** Every box that is not empty, with what stands in it. */
  readonly boxes: readonly (PaperPlace & { readonly text: string })[];
};

export type KeyedPaperForm = { readonly outcome: "once" | "agreed" | "different" };

/** @returns how far the form is with it, or every reason of `decideKeying`, or `value-unreadable` for each box that cannot be read. */
export function keyPaperForm(runtime: Runtime, actor: Actor, input: KeyPaperFormInput): Promise<Decision<KeyedPaperForm>> {
  return runtime.database.write<KeyedPaperForm, string>(async ({ tables, audit, announce }) => {
    const form = await getFormAsFound(tables, input.formId);
    const { formId, round, subCriterion, team, recused, status } = form;
    const { values, unreadable } = readBoxes(subCriterion, input.boxes);
    if (unreadable.length > 0) return refuse(...unreadable);
    const keyings = (await listKeyings(tables, { formId })).get(formId) ?? [];
    const now = runtime.clock.now();
    const keying = { keyingId: newId(), keyedBy: actor.userId, values };
    const facts = { status, recused, wasOnPaper: await hasBeenOnPaper(tables, round) };
    const decided = decideKeying(facts, { subCriterion, team, rules: round.rules }, keyings, keying);
    if (!decided.ok) return decided;
    if (!(await isUnderMarking(tables, form))) return refuse({ code: "marks-submitted" });
    const state = decided.value;
    if (state.kind === "none") throw new Error("A form that was just keyed is keyed.");
    await tables.paperKeying.create({
      data: { id: keying.keyingId, formId, keyedById: actor.userId, keyedAt: now, values: values.map((value) => ({ ...value })) },
    });
    let revision: number | null = null;
    if (state.kind === "agreed") {
      const keyingIds = [state.first.keyingId, state.second.keyingId];
      revision = await takeFromPaper(tables, form, { values, keyingIds, keyedById: actor.userId, keyedAt: now, at: now });
      if (revision === null) return refuse({ code: "changed-meanwhile" });
    }
    await audit({
      chain: round.competitionId,
      actorId: actor.userId,
      act: "key-paper-form",
      objectKind: "form",
      objectId: formId,
      payload: {
        keying: keying.keyingId,
        outcome: state.kind,
        differences: state.kind === "different" ? state.differences.length : 0,
        revision,
      },
    });
    announce({ kind: "form-changed", formId, roundId: round.roundId });
    return allow({ outcome: state.kind });
  });
}

function readBoxes(
  { aspects }: SubCriterion,
  boxes: KeyPaperFormInput["boxes"],
): { values: PaperValue[]; unreadable: Refusal<"value-unreadable">[] } {
  const values: PaperValue[] = [];
  const unreadable: Refusal<"value-unreadable">[] = [];
  for (const { text, ...place } of boxes) {
    const aspect = aspects.find(({ id }) => id === place.aspectId);
    // What no aspect of the form asks for is refused as such by the check of the whole.
    const value = aspect ? readPaperText(aspect, text) : 0;
    if (value === null)
      unreadable.push({ code: "value-unreadable", params: { aspect: place.aspectId, text: text.slice(0, 20) } });
    else values.push({ ...place, value });
  }
  return { values, unreadable };
}
