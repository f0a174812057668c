/** A refusal about a file, with its place in it. */
import type { Refusal } from "#app/domain/shared/decision.ts";

/** `row` as a spreadsheet counts it, from 1; `column` in letters; `address` the cell. Null where a refusal is about more than that. */
export type FileRefusal<Code extends string = string> = Refusal<Code> & {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly address: string | null;
};

export type FileDecision<Value, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusals: readonly FileRefusal<Code>[] };

/** A refusal of the whole file or of a whole sheet. */
export function refuseFile<Code extends string>(refusal: Refusal<Code>, sheet: string | null = null): FileRefusal<Code> {
  return { ...refusal, sheet, row: null, column: null, address: null };
}
