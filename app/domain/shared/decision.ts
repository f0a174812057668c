/** What a rule answers: a value, or every reason why not at once. The code becomes a sentence only in i18n. */

/** One reason why not. `params` fill the sentence; `citation` names the rule or clause it rests on. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly params?: Readonly<Record<string, string | number>>;
};

export type Decision<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusals: readonly Refusal<Code>[] };

export function allow<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Code extends string>(
  ...refusals: readonly Refusal<Code>[]
): { readonly ok: false; readonly refusals: readonly Refusal<Code>[] } {
  return { ok: false, refusals };
}

/** The value when no reason stands against it, else all reasons. */
export function decide<Value, Code extends string>(refusals: readonly Refusal<Code>[], value: Value): Decision<Value, Code> {
  return refusals.length === 0 ? allow(value) : { ok: false, refusals };
}
