/** Tells the server every few seconds that this device is there, while a judge's page stands and is looked at. */
import { useEffect } from "react";
import { TELL_MS } from "#app/domain/desk/alerts.ts";
import { act } from "./tablet/ask.ts";
import { getDeviceId } from "./tablet/device-id.ts";

/**
 * A failure says nothing: what arrived or not of a judge's values is told elsewhere.
 * @param judgeId who works on it, on a tablet that several share; null: who signed in in the ordinary way
 */
export function usePresence(judgeId: string | null): void {
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === "visible") void act("/judge/presence", judgeId, "seen", { deviceId: getDeviceId() });
    };
    tell();
    const timer = setInterval(tell, TELL_MS);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [judgeId]);
}
