/** The notes of a round for who may read them, and one photo of them: codes of works where blinding lets this reader see any, and nobody's name. */
import { hasRole } from "#app/domain/access/access.ts";
import type { NoteLine } from "#app/domain/marking/note.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { ResolvedScope } from "#app/platform/access/scope.server.ts";
import { unsealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { listNotes } from "#app/queries/marking/list-notes.server.ts";

export type NotesPage = {
  readonly event: { readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** The earliest first; null for an arbitrator before the round is unblinded, who knows by name whose appeals are before him. */
  readonly notes: readonly NoteLine[] | null;
};

type Of = { readonly roundId: string; readonly scope: ResolvedScope };

/** Who works with codes and knows nobody's name before unblinding. */
const CODE_READERS: readonly Role[] = ["chief-judge", "tally-clerk", "supervisor"];

/** Null where this reader sees no codes of the round's works at all. */
export async function getNotesPage(runtime: Runtime, actor: Actor, of: Of): Promise<NotesPage | null> {
  const round = await findReadableRound(runtime, actor, of);
  if (round === null) return null;
  const { event, phase, isOpen } = round;
  return { event, phase, notes: isOpen ? await listNotes(runtime, { roundId: of.roundId, readerId: actor.userId }) : null };
}

/** A JPEG; null when there is none for this reader, or it was erased. */
export async function findNotePhoto(
  runtime: Runtime,
  actor: Actor,
  { noteId, ...of }: Of & { readonly noteId: string },
): Promise<Uint8Array<ArrayBuffer> | null> {
  const round = await findReadableRound(runtime, actor, of);
  if (!round?.isOpen) return null;
  const notes = await listNotes(runtime, { roundId: of.roundId, readerId: actor.userId, noteId });
  if (notes.length === 0) return null;
  const note = await runtime.database.read.aspectNote.findUnique({
    where: { key: noteId },
    select: { photo: true, photoKey: true },
  });
  return note?.photo ? unsealBytes(runtime.keys, note.photo, note.photoKey) : null;
}

async function findReadableRound(runtime: Runtime, actor: Actor, { roundId, scope }: Of) {
  if (!(await getBlindSight(runtime, actor, { roundId, scope })).marksByCode) return null;
  const { phase, event } = await runtime.database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { phase: true, event: { select: { name: true, nameEn: true } } },
  });
  const isOpen = isUnblinded(phase as RoundPhase) || hasRole(actor.grants, CODE_READERS, scope);
  return { event, phase: phase as RoundPhase, isOpen };
}
