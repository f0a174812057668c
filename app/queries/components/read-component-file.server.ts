/** What an import of a file of component marks would store, or every mistake in it by row and column; stores nothing. */
import {
  type ComponentFile,
  type ComponentImportRefusal,
  checkComponentFile,
  decideComponentAct,
} from "#app/domain/results/component-file.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { type ComponentFileReadCode, readComponentMarks } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getComponentRound } from "#app/queries/components/get-component-round.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type ComponentFileInput = {
  readonly roundId: string;
  readonly component: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

export type ComponentPreview = ComponentFile & {
  readonly component: string;
  readonly fileName: string;
  /** Of the file's bytes: an import names it, so that what is stored is what was looked at. */
  readonly digest: string;
};

/** A mistake of the whole file refuses the preview itself; mistakes in rows are part of it. */
export async function readComponentFile(
  runtime: Runtime,
  { roundId, component, fileName, bytes }: ComponentFileInput,
): Promise<Decision<ComponentPreview, ComponentFileReadCode | ComponentImportRefusal>> {
  const { read } = runtime.database;
  const { components, entries, maximum, phase } = await getComponentRound(read, roundId);
  const decided = decideComponentAct({ phase, isKnown: components.some(({ key }) => key === component) });
  if (!decided.ok) return decided;
  const rows = await readComponentMarks(bytes);
  if (!rows.ok) {
    return refuse(
      ...rows.refusals.map(({ code, params, sheet, address }): Refusal<ComponentFileReadCode> => {
        return { code, params: { ...params, ...(sheet === null ? {} : { sheet }), ...(address === null ? {} : { address }) } };
      }),
    );
  }
  const holders = await listEntryHolders(
    runtime,
    rows.value.some(({ cells }) => cells.name) ? entries.map(({ entryId }) => entryId) : [],
  );
  const named = entries.map((entry) => ({
    ...entry,
    names: (holders.get(entry.entryId) ?? []).map(({ name }) => name),
  }));
  return allow({ ...checkComponentFile(rows.value, named, maximum), component, fileName, digest: sha256(bytes) });
}
