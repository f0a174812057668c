/** Training carriers: the register of training bases and studios with their grants, in English. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/carriers.ts";

export default {
  title: "Register of training carriers",
  lead: "Recognised training bases, competition bases and studios, and what each document grants them; an amount that is not said is shown as not said.",
  record: "Record a carrier",
  empty: "No carrier is in the register yet",
  emptyHint:
    "When a base or a studio was recognised, an officer records it under “Recorded facts” with the decision; it stands here once another officer has confirmed it.",
  noPromise: "No document grants anything to carriers",
  table: {
    name: "Carrier",
    organisation: "Organisation",
    carrier: "Kind",
    tier: "Tier",
    region: "Region",
    date: "Recognised",
    grants: "Grants",
    state: "Record",
  },
  stat: { confirmed: "Confirmed carriers", open: "Records to be confirmed", withGrant: "Carriers with a grant" },
  noGrant: "No clause grants anything",
  notAsked: "Clauses are asked after confirmation",
  grant: "{{document}} {{clause}}",
  promises: "What each document promises",
  promisesLead: "In the words of the clauses; the authority decides what is given, and nothing is paid under a draft.",
} as const satisfies Same<typeof zh>;
