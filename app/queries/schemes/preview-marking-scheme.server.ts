/** Reads a scheme's workbook as an import would, and stores nothing: its modules, aspects and maxima, or every fault by cell. */
import { checkScheme, type SchemeNeeds, type SchemeRefusal } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { readMarkingScheme, type SchemeFileCode } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";

export type SchemeFile = { readonly fileName: string; readonly bytes: Uint8Array };

export type SchemePreview = {
  /** Of the file's bytes: an import names it, so that what is stored is what was looked at. */
  readonly digest: string;
  readonly fileName: string;
  readonly scheme: MarkingScheme;
};

export type SchemeImportRefusal = SchemeFileCode | SchemeRefusal;

/** @returns what an import of this file would store for the event, or every reason why it would not. */
export async function previewMarkingScheme(
  runtime: Runtime,
  input: SchemeFile & { readonly eventId: string },
): Promise<Decision<SchemePreview, SchemeImportRefusal>> {
  const { rules } = await getCurrentRules(runtime.database.read, input.eventId);
  return readSchemeFile(input, rules);
}

/**
 * The scheme in a file, checked against the rules of its event. A refusal about a cell names it in `params`: `sheet` and
 * `address`.
 */
export async function readSchemeFile(
  { fileName, bytes }: SchemeFile,
  needs: SchemeNeeds,
): Promise<Decision<SchemePreview, SchemeImportRefusal>> {
  const read = await readMarkingScheme(bytes);
  if (!read.ok) {
    return refuse(
      ...read.refusals.map(({ code, params, sheet, address }): Refusal<SchemeFileCode> => {
        return { code, params: { ...params, ...(sheet === null ? {} : { sheet }), ...(address === null ? {} : { address }) } };
      }),
    );
  }
  const refusals = checkScheme(read.value, needs);
  return refusals.length > 0 ? refuse(...refusals) : allow({ digest: sha256(bytes), fileName, scheme: read.value });
}
