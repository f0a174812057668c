/** Tells the server every few seconds that this device is there, while a judge's page stands and is looked at. */
import { useEffect } from "react";
import { TELL_MS } from "#app/domain/desk/alerts.ts";
import { getDeviceId } from "./device-id.ts";

const URL = "/judge/presence";

/** A failure says nothing: what arrived or not of a judge's values is told elsewhere. */
export function usePresence(): void {
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== "visible") return;
      const body = new URLSearchParams({ intent: "seen", deviceId: getDeviceId() });
      void fetch(URL, { method: "POST", body, keepalive: true }).catch(() => {});
    };
    tell();
    const timer = setInterval(tell, TELL_MS);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, []);
}
