/** The file of a roster import as it is kept: sealed. */
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Past Prisma, which would write megabytes as text and read them again, while everyone waits. @throws Error when there is no such import */
export async function readImportFile({ database }: Runtime, importId: string): Promise<Uint8Array> {
  const [row] = await database.read.$queryRaw<{ file: Uint8Array }[]>`SELECT "file" FROM "RosterImport" WHERE "id" = ${importId}`;
  if (row === undefined) throw new Error("The import is gone.");
  return row.file;
}
