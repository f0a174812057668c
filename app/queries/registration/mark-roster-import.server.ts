/** The file of a checked import with its faults marked, made beside everything else. */
import type { RosterRefusal } from "#app/domain/registration/roster-facts.ts";
import type { MarkedFile, MarkWords } from "#app/platform/excel/index.ts";
import { withRosterThread } from "#app/platform/roster/roster-session.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { readPreview } from "#app/queries/registration/find-roster-import.server.ts";
import { readImportFile } from "#app/queries/registration/read-import-file.server.ts";

export type MarkedRoster = MarkedFile & { readonly fileName: string };

/** Null when the place has no such import that was checked. @param words `say` puts a fault into the reader's language */
export async function markRosterImport(
  runtime: Runtime,
  of: { readonly importId: string; readonly competitionId: string; readonly delegationId: string | null },
  words: MarkWords & { readonly say: (refusal: RosterRefusal) => string },
): Promise<MarkedRoster | null> {
  const { importId, competitionId, delegationId } = of;
  const row = await runtime.database.read.rosterImport.findFirst({
    where: { id: importId, competitionId, delegationId, state: "checked" },
    select: { fileName: true, preview: true },
  });
  const preview = row === null ? null : readPreview(runtime.keys, row.preview);
  if (row === null || preview === null) return null;
  const marks = preview.refusals.map((refusal) => {
    const { sheet, row: line, address } = refusal;
    return { sheet, row: line, address, text: words.say(refusal) };
  });
  const { sheet, cell, reason } = words;
  const file = await readImportFile(runtime, importId);
  const { secretKey, dataDirectory } = runtime.env;
  const call = { file, keys: { secretKey, dataDirectory }, marks, words: { sheet, cell, reason } };
  const marked = await withRosterThread(null, (session) => session.ask("mark", call));
  return { ...marked, fileName: row.fileName };
}
