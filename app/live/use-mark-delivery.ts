/** A judge's undelivered values in a component, and the sending of them while one of his pages stands. */
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { getDeviceId, newKey } from "./device-id.ts";
import { MARKS_PATH, type MarksAnswer } from "./mark-contract.ts";
import { type DeliveryState, type EnteredValue, getMarkDelivery, type Outcome } from "./mark-delivery.ts";

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
  useEffect(() => {
    const delivery = getMarkDelivery(judgeId);
    const disconnect = delivery.connect((value) => {
      void send(judgeId, value).then((outcome) => delivery.settle(value.key, outcome));
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
  }, [judgeId]);
}

/** Enters a value under a new key. Browser only. */
export function enterValue(judgeId: string, value: Omit<EnteredValue, "key" | "enteredAt">): void {
  getMarkDelivery(judgeId).add({ ...value, key: newKey(), enteredAt: new Date().toISOString() });
}

/** Posts one value, and reads what became of it. */
async function send(judge: string, value: EnteredValue): Promise<Outcome> {
  const body = JSON.stringify({ judge, device: getDeviceId(), marks: [value] });
  const response = await fetch(MARKS_PATH, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(
    () => null,
  );
  // The session has ended: to the sign-in page, and back here with what still waits.
  if (response?.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
  if (response?.status === 404) return { kind: "refused", refusals: [{ code: "not-found" }] };
  if (!response?.ok) return { kind: "lost" };
  const read = (await response.json().catch(() => null)) as MarksAnswer | null;
  const answer = read?.answers[0];
  if (!answer) return { kind: "lost" };
  if (answer.kind === "recorded") return { kind: "delivered", at: answer.receivedAt };
  return { kind: "refused", refusals: answer.kind === "refused" ? answer.refusals : [{ code: "mark-in-conflict" }] };
}
