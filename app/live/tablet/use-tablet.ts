/** The tablet in components. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { OwnValue } from "#app/domain/tablet/overlay.ts";
import type { Kept, Outbox, OutboxState } from "./outbox.ts";
import { getTablet, type TabletState, UNOPENED } from "./tablet.ts";

const EMPTY: OutboxState = { kept: [], isFailing: false, isSignedOut: false };
const NEVER = () => () => {};

/** Not open yet as far as the server knows. */
export function useTablet(): TabletState {
  return useSyncExternalStore(
    useCallback((listener: () => void) => getTablet().subscribe(listener), []),
    () => getTablet().getState(),
    () => UNOPENED,
  );
}

export function useOutbox(outbox: Outbox | null): OutboxState {
  return useSyncExternalStore(
    outbox?.subscribe ?? NEVER,
    () => outbox?.getState() ?? EMPTY,
    () => EMPTY,
  );
}

/** The values among what was entered, in the order of entry. */
export function useOwnValues(kept: readonly Kept[]): readonly OwnValue[] {
  return useMemo(() => kept.flatMap(toOwnValue), [kept]);
}

function toOwnValue({ key, act, fate }: Kept): OwnValue[] {
  if (act.kind !== "mark") return [];
  const { formId, aspectId, value, scoreRound } = act.entry;
  const revision = fate.state === "arrived" ? fate.revision : null;
  return [{ key, formId, aspectId, value, scoreRound, state: fate.state, revision }];
}
