/** Stores the scheme of a workbook that was looked at before, as a new version; until judging opens. */
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import { isPinned } from "#app/domain/results/rules-change.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";
import { readSchemeFile, type SchemeFile, type SchemeImportRefusal } from "#app/queries/schemes/preview-marking-scheme.server.ts";

export type ImportSchemeRefusal = SchemeImportRefusal | "scheme-pinned" | "file-differs-from-preview" | "reason-required";

export async function importMarkingScheme(
  runtime: Runtime,
  actor: Actor,
  input: SchemeFile & {
    readonly eventId: string;
    /** As the preview answered it. */
    readonly digest: string;
    /** Why the scheme is replaced; may be blank for the first one. */
    readonly reason: string;
  },
): Promise<Decision<{ version: number }, ImportSchemeRefusal>> {
  // A workbook is read before the transaction: other writers do not wait for it.
  const { rules: before } = await getCurrentRules(runtime.database.read, input.eventId);
  const read = await readSchemeFile(input, before);
  if (!read.ok) return read;
  if (read.value.digest !== input.digest) return refuse({ code: "file-differs-from-preview" });
  return runtime.database.write(async ({ tables, audit }) => {
    const { eventId } = input;
    const event = await tables.event.findUniqueOrThrow({
      where: { id: eventId },
      select: { competitionId: true, rounds: { orderBy: { number: "asc" }, select: { phase: true } } },
    });
    const { scheme } = read.value;
    const replaced = await findCurrentScheme(tables, eventId);
    const { rules } = await getCurrentRules(tables, eventId);
    // The rules may have changed since the file was read.
    const refusals: Refusal<ImportSchemeRefusal>[] = [...checkScheme(scheme, rules)];
    if (isPinned(event.rounds.map(({ phase }) => phase as RoundPhase))) refusals.push({ code: "scheme-pinned" });
    if (replaced && input.reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
    if (refusals.length > 0) return refuse(...refusals);
    const version = (replaced?.version ?? 0) + 1;
    const schemeId = newId();
    await tables.markingScheme.create({
      data: {
        id: schemeId,
        eventId,
        version,
        content: scheme,
        fileName: input.fileName,
        reason: input.reason.trim(),
        createdById: actor.userId,
        createdAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: "import-marking-scheme",
      objectKind: "event",
      objectId: eventId,
      payload: { version, scheme: schemeId, digest: input.digest },
    });
    return allow({ version });
  });
}
