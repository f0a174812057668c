/** A judge of the marking team signs a complete form with his PIN; with the last signature the form is signed (DOMAIN 5). */
import { computeSignedContent } from "#app/domain/marking/form.ts";
import { decideSignOff } from "#app/domain/marking/sign-off.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import { provePin } from "#app/platform/accounts/prove-pin.server.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

export type SignOffFormInput = {
  readonly formId: string;
  /** The revision that the judge had before him: he signs that and no other. */
  readonly revision: number;
  readonly pin: string;
};

export type SignedForm = { readonly status: FormStatus; readonly signed: number; readonly team: number };

/**
 * @returns how far the signatures are, or `pin-wrong`, `pin-blocked`, `pin-not-set`, `form-changed-meanwhile`, or every reason
 * of `decideSignOff`.
 */
export async function signOffForm(runtime: Runtime, actor: Actor, input: SignOffFormInput): Promise<Decision<SignedForm>> {
  const proven = await provePin(runtime, actor.userId, input.pin);
  if (!proven.ok) return proven;
  return runtime.database.write<SignedForm, string>(async ({ tables, audit, announce }) => {
    const form = await getFormAsFound(tables, input.formId);
    const { state, status, signedBy, recused } = form;
    const conflicts = form.conflicts.map(({ aspectId }) => aspectId);
    const decided = decideSignOff({ state, status, signedBy, recused, conflicts, judgeId: actor.userId });
    if (!decided.ok) return decided;
    if (!(await isUnderMarking(tables, form))) return refuse({ code: "marks-submitted" });
    if (form.revision !== input.revision) return refuse({ code: "form-changed-meanwhile" });
    const now = runtime.clock.now();
    const moved = await tables.markingForm.updateMany({
      where: { id: form.formId, status: "open", revision: form.revision },
      data: { status: decided.value.status },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await tables.signOff.create({
      data: { id: newId(), formId: form.formId, judgeId: actor.userId, revision: form.revision, signedAt: now },
    });
    await audit({
      chain: form.round.competitionId,
      actorId: actor.userId,
      act: "sign-off-form",
      objectKind: "form",
      objectId: form.formId,
      payload: { revision: form.revision, content: sha256(computeSignedContent(state)), status: decided.value.status },
    });
    announce({ kind: "form-changed", formId: form.formId, roundId: form.round.roundId });
    return allow({ status: decided.value.status, signed: signedBy.length + 1, team: state.team.length });
  });
}
