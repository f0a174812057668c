/** Takes over the marking scheme of another event, as a new version of this one's. */
import type { SchemeChangeRefusal } from "#app/domain/marking/scheme-change.ts";
import { type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findSchemeSource } from "#app/queries/schemes/list-scheme-sources.server.ts";
import { storeScheme } from "#app/services/schemes/store-scheme.server.ts";

export type CopySchemeInput = {
  readonly eventId: string;
  readonly roundNumber: number;
  /** The id of the scheme to copy: that version and no later one. */
  readonly sourceId: string;
  readonly reason: string;
  readonly basedOn: number | null;
};

export type CopySchemeRefusal = SchemeChangeRefusal | "round-unknown" | "scheme-source-unknown";

/** @returns the version; `scheme-source-unknown` for a scheme that does not exist or that this person may not see. */
export async function copyMarkingScheme(
  runtime: Runtime,
  actor: Actor,
  { sourceId, ...input }: CopySchemeInput,
): Promise<Decision<{ version: number }, CopySchemeRefusal>> {
  return runtime.database.write<{ version: number }, CopySchemeRefusal>(async (write) => {
    const source = await findSchemeSource(write.tables, actor, sourceId);
    if (!source) return refuse({ code: "scheme-source-unknown" });
    return storeScheme(write, actor, {
      ...input,
      scheme: source.scheme,
      source: "copy",
      fileName: `${source.competition.code} ${source.event.code}`,
      act: "copy-marking-scheme",
      payload: { copiedFrom: sourceId },
      now: runtime.clock.now(),
    });
  });
}
