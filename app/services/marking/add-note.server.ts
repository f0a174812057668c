/** Keeps a judge's comment or photo on an aspect, exactly once for each key that his device made; a photo sealed (DOMAIN 3, 5 and 11). */
import { checkNote, type NoteRefusal } from "#app/domain/marking/note.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { sealFile } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isUnderMarking } from "#app/queries/marking/find-open-correction.server.ts";
import { getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

export type AddNoteInput = {
  readonly key: string;
  readonly formId: string;
  readonly aspectId: string;
  readonly text: string;
  /** A JPEG. */
  readonly photo: Uint8Array<ArrayBuffer> | null;
  readonly deviceId: string;
  readonly enteredAt: Date;
};

/** ISO, by the server's clock. */
export type NoteReceipt = { readonly receivedAt: string };

/** @returns when it was received, the same for every arrival of one key; or every reason why not. */
export async function addNote(runtime: Runtime, actor: Actor, input: AddNoteInput): Promise<Decision<NoteReceipt>> {
  const { key, formId, aspectId, text, photo, deviceId, enteredAt } = input;
  const photoDigest = photo && sha256(photo);
  // A key that comes again changes nothing, and so writes nothing.
  const answered: { receipt: NoteReceipt | null } = { receipt: null };
  const decision = await runtime.database.write<NoteReceipt, NoteRefusal>(async ({ tables, audit, announce }) => {
    const earlier = await tables.aspectNote.findUnique({
      where: { key },
      select: { formId: true, aspectId: true, judgeId: true, text: true, photoDigest: true, receivedAt: true },
    });
    if (earlier) {
      const isSame =
        earlier.formId === formId &&
        earlier.aspectId === aspectId &&
        earlier.judgeId === actor.userId &&
        earlier.text === text &&
        earlier.photoDigest === photoDigest;
      if (isSame) answered.receipt = { receivedAt: earlier.receivedAt.toISOString() };
      return refuse({ code: "key-reused" });
    }
    if ((await tables.markingForm.count({ where: { id: formId } })) === 0) return refuse({ code: "not-found" });
    const form = await getFormAsFound(tables, formId);
    const refusals: Refusal<NoteRefusal>[] = checkNote({ text, photo });
    if (!form.team.includes(actor.userId)) refusals.push({ code: "not-in-team" });
    if (form.recused.includes(actor.userId)) refusals.push({ code: "judge-recused" });
    if (!form.state.aspects.some((aspect) => aspect.aspectId === aspectId)) {
      refusals.push({ code: "aspect-unknown", params: { aspect: aspectId } });
    }
    if (!(await isUnderMarking(tables, form))) refusals.push({ code: "marks-submitted" });
    if (refusals.length > 0) return refuse(...refusals);
    const receivedAt = runtime.clock.now();
    const judgeId = actor.userId;
    const kept = photo && sealFile(runtime.keys, photo);
    await tables.aspectNote.create({
      data: {
        ...{ key, formId, aspectId, judgeId, text, deviceId, enteredAt, receivedAt },
        ...(kept && { photo: kept.sealed, photoKey: kept.wrapped, photoDigest }),
      },
    });
    await audit({
      chain: form.round.competitionId,
      actorId: judgeId,
      act: "add-note",
      objectKind: "form",
      objectId: formId,
      payload: { aspect: aspectId, key, hasPhoto: photo !== null },
    });
    announce({ kind: "form-changed", formId, roundId: form.round.roundId });
    return allow({ receivedAt: receivedAt.toISOString() });
  });
  return answered.receipt === null ? decision : allow(answered.receipt);
}
