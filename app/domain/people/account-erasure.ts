/** When the names of an account may be erased: once nothing that runs needs to say who acted. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const ACCOUNT_ERASURE_REFUSALS = ["erasure-account-active", "erasure-account-erased", "erasure-duty-running"] as const;
export type AccountErasureRefusal = (typeof ACCOUNT_ERASURE_REFUSALS)[number];

/** Their papers are signed and published; until then a protocol names who signs it. */
const ENDED = ["final", "archived"];

/** @returns every reason against it, each competition that still runs by its name */
export function decideAccountErasure(facts: {
  readonly isDisabled: boolean;
  readonly isErased: boolean;
  /** Those in which it has or had a duty. */
  readonly competitions: readonly { readonly name: string; readonly phase: string }[];
}): Decision<null, AccountErasureRefusal> {
  const refusals: Refusal<AccountErasureRefusal>[] = [];
  if (facts.isErased) refusals.push({ code: "erasure-account-erased" });
  if (!facts.isDisabled) refusals.push({ code: "erasure-account-active" });
  for (const { name, phase } of facts.competitions) {
    if (!ENDED.includes(phase)) refusals.push({ code: "erasure-duty-running", params: { competition: name } });
  }
  return decide(refusals, null);
}
