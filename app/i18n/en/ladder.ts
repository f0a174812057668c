/** Advancement: from one tier to the next. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/ladder.ts";

export default {
  title: "Advancement",
  lead: "When results are final, the best of each event qualify for the event one tier up, where they are reviewed.",
  outgoing: "Going on from this competition",
  outgoingHint: "Entries qualified for the event one tier up.",
  incoming: "Qualified from the tier below",
  incomingHint: "Where each entry comes from, down to its event and place.",
  entry: "Entry",
  place: "Place",
  from: "From",
  to: "Qualified for",
  state: "Review",
  placeValue: "Place {{place}}",
  emptyOutgoing: "Nobody goes on yet",
  emptyOutgoingHint: "When results are final and an event names its upper event, those qualified appear here by themselves.",
  emptyIncoming: "Nobody came from the tier below",
  emptyIncomingHint: "When a lower competition is final, those qualified enter the registration of this one by themselves.",
} as const satisfies Same<typeof zh>;
