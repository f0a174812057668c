/**
 * What judges put beside their values, comments and photos, for those who read forms by code (DOMAIN 4 and 5): under the code of the
 * work, never whose it is. Whoever asks has been admitted to the round.
 */
import type { NoteLine } from "#app/domain/marking/note.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/**
 * The earliest first. On forms that the reader marks himself he finds what others wrote once they are signed: before that it could
 * tell him their scores.
 * @param of a whole round, one form of it, or one note
 */
export async function listNotes(
  { database: { read } }: Runtime,
  of: { readonly roundId: string; readonly readerId: string; readonly formId?: string; readonly noteId?: string },
): Promise<readonly NoteLine[]> {
  const notes = await read.aspectNote.findMany({
    where: {
      form: { roundId: of.roundId },
      OR: [
        { judgeId: of.readerId },
        { form: { status: { not: "open" } } },
        { form: { panel: { judges: { none: { judgeId: of.readerId } } } } },
      ],
      ...(of.formId === undefined ? {} : { formId: of.formId }),
      ...(of.noteId === undefined ? {} : { key: of.noteId }),
    },
    orderBy: [{ receivedAt: "asc" }, { key: "asc" }],
    select: {
      key: true,
      formId: true,
      aspectId: true,
      judgeId: true,
      text: true,
      photoDigest: true,
      photoKey: true,
      receivedAt: true,
      form: { select: { subCriterionId: true, subject: { select: { code: true } } } },
    },
  });
  const users = await read.user.findMany({
    where: { id: { in: [...new Set(notes.map(({ judgeId }) => judgeId))] } },
    select: { id: true, displayName: true },
  });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  return notes.map(({ key, judgeId, form, photoDigest, photoKey, receivedAt, ...note }) => ({
    ...note,
    noteId: key,
    code: form.subject.code,
    subCriterionId: form.subCriterionId,
    judge: names.get(judgeId) ?? "",
    photo: photoDigest === null ? "none" : photoKey === null ? "erased" : "kept",
    receivedAt: receivedAt.toISOString(),
  }));
}
