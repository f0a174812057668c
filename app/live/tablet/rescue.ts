/** Everything that one judge entered on this device, as a file: for the day on which a tablet cannot deliver it any more. Browser only. */
import { getDeviceId } from "./device-id.ts";
import type { Person } from "./tablet.ts";

/** Values, comments and photos with their keys and what became of each; readable by anyone who gets the file. */
export function saveRescueFile({ judgeId, displayName, outbox }: Person): void {
  const { kept } = outbox.getState();
  const content = {
    format: "skillladder-tablet-1",
    device: getDeviceId(),
    judgeId,
    displayName,
    savedAt: new Date().toISOString(),
    kept,
  };
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `tablet-${judgeId}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
