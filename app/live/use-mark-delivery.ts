/** A judge's undelivered values in a component, and the sending of them while one of his pages stands. */
import { useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { getDeviceId, newKey } from "./device-id.ts";
import { type DeliveryState, type EnteredValue, getMarkDelivery } from "./mark-delivery.ts";

const NOTHING: DeliveryState = { waiting: [], refused: [], lastDeliveredAt: null, isFailing: false };

/** The state of this judge's delivery; nothing waits as far as the server knows. */
export function useDeliveryState(judgeId: string): DeliveryState {
  const subscribe = useCallback((listener: () => void) => getMarkDelivery(judgeId).subscribe(listener), [judgeId]);
  return useSyncExternalStore(
    subscribe,
    () => getMarkDelivery(judgeId).getState(),
    () => NOTHING,
  );
}

/** Sends what waits, one value at a time, and asks before a tab is closed that still holds some. */
export function useSendMarks(judgeId: string): void {
  const submit = useSubmit();
  useEffect(() => {
    const delivery = getMarkDelivery(judgeId);
    const disconnect = delivery.connect((value) => {
      submit(toFields(value), { method: "post", action: `/judge/forms/${value.formId}`, navigate: false, fetcherKey: "marks" });
    });
    const retry = () => delivery.retryNow();
    const ask = (event: BeforeUnloadEvent) => {
      if (delivery.getState().waiting.length > 0) event.preventDefault();
    };
    window.addEventListener("online", retry);
    window.addEventListener("beforeunload", ask);
    return () => {
      disconnect();
      window.removeEventListener("online", retry);
      window.removeEventListener("beforeunload", ask);
    };
  }, [judgeId, submit]);
}

/** Enters a value under a new key. Browser only. */
export function enterValue(judgeId: string, value: Omit<EnteredValue, "key" | "enteredAt">): void {
  getMarkDelivery(judgeId).add({ ...value, key: newKey(), enteredAt: new Date().toISOString() });
}

function toFields({ key, aspectId, value, scoreRound, reason, enteredAt }: EnteredValue): Record<string, string> {
  return {
    intent: "enter-mark",
    key,
    aspectId,
    value: String(value),
    scoreRound: String(scoreRound),
    reason: reason ?? "",
    deviceId: getDeviceId(),
    enteredAt,
  };
}
