/** Stores what a person wrote in the editor as a new version of the event's marking scheme. */
import type { SchemeChangeRefusal } from "#app/domain/marking/scheme-change.ts";
import { type DraftRefusal, readDraft, type SchemeDraft } from "#app/domain/marking/scheme-draft.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { storeScheme } from "#app/services/schemes/store-scheme.server.ts";

export type EditSchemeInput = {
  readonly eventId: string;
  readonly roundNumber: number;
  readonly draft: SchemeDraft;
  readonly reason: string;
  /** The version that it was opened with; null: there was none. */
  readonly basedOn: number | null;
};

/** @returns the version, or every figure that is none, or every reason why this scheme may not be put in its place. */
export async function editMarkingScheme(
  runtime: Runtime,
  actor: Actor,
  { draft, ...input }: EditSchemeInput,
): Promise<Decision<{ version: number }, DraftRefusal | SchemeChangeRefusal | "round-unknown">> {
  const read = readDraft(draft);
  if (!read.ok) return read;
  return runtime.database.write((write) =>
    storeScheme(write, actor, {
      ...input,
      scheme: read.value,
      source: "editor",
      fileName: "",
      act: "edit-marking-scheme",
      now: runtime.clock.now(),
    }),
  );
}
