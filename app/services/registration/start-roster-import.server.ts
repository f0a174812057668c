/** Takes in the file of a roster: stored sealed, then read beside everything else; nobody is registered yet (DOMAIN 3). */
import { setImmediate } from "node:timers/promises";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { sealForNow } from "#app/platform/crypto/vault.server.ts";
import { SMALL_BYTES } from "#app/platform/db/bulk.server.ts";
import { checkRosterFile, ROSTER_LIMITS } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type StartImportInput = {
  readonly competitionId: string;
  /** Null: a file of several delegations, which it names in a column. */
  readonly delegationId: string | null;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** A file that waited for confirmation in the same place is dropped: the new one takes its turn. */
export async function startRosterImport(
  runtime: Runtime,
  actor: Actor,
  input: StartImportInput,
): Promise<Decision<{ readonly importId: string }>> {
  const { competitionId, delegationId, fileName, bytes } = input;
  if (bytes.length > ROSTER_LIMITS.bytes) {
    return refuse({ code: "workbook-too-large", params: { megabytes: Math.floor(ROSTER_LIMITS.bytes / (1024 * 1024)) } });
  }
  const shown = checkRosterFile(bytes);
  if (shown !== "ok") return refuse({ code: shown });
  const open = { competitionId, delegationId, state: { in: ["reading", "checked"] } };
  const before = await runtime.database.read.rosterImport.findMany({
    where: { ...open, state: "reading" },
    select: { id: true },
  });
  for (const { id } of before) await runtime.imports.stop(id);
  const importId = newId();
  const file = sealForNow(runtime.keys, bytes);
  // Taking the form apart and sealing the file have cost what others may wait for: they come first.
  await setImmediate();
  return runtime.database.write(
    async ({ tables, audit }) => {
      const now = runtime.clock.now();
      await tables.rosterImport.updateMany({
        where: open,
        data: { state: "cancelled", file: new Uint8Array(), finishedAt: now },
      });
      const digest = sha256(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      await tables.rosterImport.create({
        data: {
          id: importId,
          competitionId,
          delegationId,
          fileName,
          file,
          sha256: digest,
          state: "reading",
          rowsDone: 0,
          createdById: actor.userId,
          createdAt: now,
        },
      });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "start-roster-import",
        objectKind: "roster-import",
        objectId: importId,
        payload: { file: digest, delegationId },
      });
      return allow({ importId });
    },
    { isLarge: bytes.length > SMALL_BYTES },
  );
}
