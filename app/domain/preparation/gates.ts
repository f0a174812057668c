/** What must be done before the start (DOMAIN 2), and which of it a competition asks for. */

export const PREPARATION_GATES = ["filing-number", "technical-documents", "leaders-meeting", "judges-trained"] as const;
export type PreparationGate = (typeof PREPARATION_GATES)[number];

/** Which gates stand in the way of a start; how many entries an event needs stands in its rules. */
export type PreparationGates = Readonly<Record<PreparationGate, boolean>>;

/** Gates as stored; null, and a gate that is not named, are on. */
export function toGates(stored: unknown): PreparationGates {
  const named = typeof stored === "object" && stored !== null ? (stored as Readonly<Record<string, unknown>>) : {};
  const isOn = (gate: PreparationGate) => named[gate] !== false;
  return {
    "filing-number": isOn("filing-number"),
    "technical-documents": isOn("technical-documents"),
    "leaders-meeting": isOn("leaders-meeting"),
    "judges-trained": isOn("judges-trained"),
  };
}
