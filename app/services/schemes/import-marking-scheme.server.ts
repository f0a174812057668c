/** Stores the scheme of a workbook that was looked at before, as a new version of the event's scheme. */
import type { SchemeChangeRefusal } from "#app/domain/marking/scheme-change.ts";
import { type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findRoundScheme } from "#app/queries/schemes/find-round-scheme.server.ts";
import { readSchemeFile, type SchemeFile, type SchemeImportRefusal } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { storeScheme } from "#app/services/schemes/store-scheme.server.ts";

export type ImportSchemeRefusal = SchemeImportRefusal | SchemeChangeRefusal | "round-unknown" | "file-differs-from-preview";

export async function importMarkingScheme(
  runtime: Runtime,
  actor: Actor,
  input: SchemeFile & {
    readonly eventId: string;
    /** The round that it is for; the first where it is left out. */
    readonly roundNumber?: number;
    /** As the preview answered it. */
    readonly digest: string;
    /** Why the scheme is replaced; may be blank for the first one. */
    readonly reason: string;
  },
): Promise<Decision<{ version: number }, ImportSchemeRefusal>> {
  const { eventId, roundNumber = 1, digest, reason, fileName } = input;
  // A workbook is read before the transaction: other writers do not wait for it.
  const before = await findRoundScheme(runtime.database.read, eventId, roundNumber);
  if (!before) return refuse({ code: "round-unknown" });
  const read = await readSchemeFile(input, before.needs);
  if (!read.ok) return read;
  if (read.value.digest !== digest) return refuse({ code: "file-differs-from-preview" });
  const { scheme } = read.value;
  return runtime.database.write((write) =>
    storeScheme(write, actor, {
      eventId,
      roundNumber,
      scheme,
      reason,
      basedOn: "newest",
      source: "file",
      fileName,
      act: "import-marking-scheme",
      payload: { digest },
      now: runtime.clock.now(),
    }),
  );
}
