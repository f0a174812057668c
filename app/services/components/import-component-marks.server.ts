/** Stores the marks of a file that was looked at before; they count nowhere until another person confirms them (DOMAIN 5 and 14). */
import { type ComponentImportRefusal, decideComponentAct } from "#app/domain/results/component-file.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { ComponentFileReadCode } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getComponentRound } from "#app/queries/components/get-component-round.server.ts";
import { type ComponentFileInput, readComponentFile } from "#app/queries/components/read-component-file.server.ts";

export type ImportComponentRefusal = ComponentFileReadCode | ComponentImportRefusal | "file-differs-from-preview";

/** A file of the same component that still waits is replaced by it. @returns how many marks it has, or every reason against it. */
export async function importComponentMarks(
  runtime: Runtime,
  actor: Actor,
  input: ComponentFileInput & { readonly digest: string },
): Promise<Decision<{ readonly marks: number }, ImportComponentRefusal>> {
  // A file is read before the transaction: other writers do not wait for it.
  const read = await readComponentFile(runtime, input);
  if (!read.ok) return read;
  const { digest, marks, refusals } = read.value;
  if (digest !== input.digest) return refuse({ code: "file-differs-from-preview" });
  if (refusals.length > 0) return refuse({ code: "file-refused", params: { count: refusals.length } });
  if (marks.length === 0) return refuse({ code: "file-without-marks" });
  const { roundId, component, fileName } = input;
  return runtime.database.write<{ marks: number }, ImportComponentRefusal>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { components, phase, competitionId, entries } = await getComponentRound(tables, roundId);
    const decided = decideComponentAct({ phase, isKnown: components.some(({ key }) => key === component) });
    if (!decided.ok) return decided;
    const present = new Set(entries.map(({ entryId }) => entryId));
    if (marks.some(({ entryId }) => !present.has(entryId))) return refuse({ code: "file-differs-from-preview" });
    const waiting = await tables.componentImport.findMany({
      where: { roundId, component, confirmedAt: null, droppedAt: null },
      select: { id: true },
    });
    await tables.componentImport.updateMany({
      where: { id: { in: waiting.map(({ id }) => id) } },
      data: { droppedById: actor.userId, droppedAt: now },
    });
    const importId = newId();
    await tables.componentImport.create({
      data: {
        id: importId,
        roundId,
        component,
        fileName,
        digest,
        marks: marks.map(({ entryId, mark }) => ({ entryId, mark })),
        importedById: actor.userId,
        importedAt: now,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "import-component-marks",
      objectKind: "round",
      objectId: roundId,
      payload: { import: importId, component, digest, marks: marks.length, replaced: waiting.map(({ id }) => id) },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ marks: marks.length });
  });
}
