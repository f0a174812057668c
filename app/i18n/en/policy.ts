/** Policy: what each clause says to a result, in words. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/policy.ts";

export default {
  title: "Entitlements",
  lead: "Every yuan names its clause; where no clause pays, the clauses that were looked at are named.",
  outcome: { owed: "Owed", draft: "Computed only", "needs-decision": "To be decided", "not-met": "Not met" },
  kind: {
    "winner-reward": "Winner's reward",
    "training-organisation-reward": "Training organisation's reward",
    "head-count-subsidy": "Subsidy per finalist",
  },
  nobodyPays: "No clause pays for this result",
  nobodyPaysText: "{{count}} clauses were looked at one by one.",
  lookedAt_one: "Clause looked at ({{count}})",
  lookedAt_other: "Clauses looked at ({{count}})",
  conditions: "To be confirmed before payment",
  toDecide: "To be decided",
  draftNote: "A consultation draft: computed and shown, never paid.",
  ceiling: "at most",
  beneficiary: "Beneficiary",
  table: {
    caption: "Ledger of entitlements",
    event: "Event",
    entry: "Entry",
    award: "Award",
    kind: "What for",
    beneficiary: "Beneficiary",
    amount: "Amount",
    clause: "Clause",
    outcome: "Answer",
    document: "Document",
  },
  filter: { outcome: "answer", document: "document", draft: "status", isDraft: "Draft", inForce: "In force" },
  empty: "Results are not final yet",
  emptyHint:
    "When the competition is final, every clause is asked about every result, and what is owed or left to decide is listed here.",
  none: "Nothing is owed",
  noneHint: "Every clause was looked at and none pays for this competition. Below stands, entry by entry, why not.",
  unpaid: "Results that no clause pays",
  unpaidHint: "Clause by clause, why not.",
  total: {
    owed: "Owed under documents in force",
    draft: "Computed under drafts (never paid)",
    decision: "To be decided",
    none: "Results that no clause pays",
  },
  organisationUnknown: "Organisation to be decided",
  tie: { employer: "employer", school: "school", residence: "residence", delegation: "delegation" },
  relation: { person: "person", "training-organisation": "training organisation", "employer-or-school": "employer or school" },
  grade: { 1: "grade 1", 2: "grade 2", 3: "grade 3" },
  refusal: {
    "document-expired": "The document has expired.",
    "document-not-yet-in-force":
      "The document takes effect on {{effectiveFrom, day}}; the result became final on {{onDate, day}}.",
    "document-no-longer-in-force":
      "The document was in effect until {{effectiveTo, day}}; the result became final on {{onDate, day}}.",
    "tier-differs": "The clause rewards results of tier {{needed, tier}}; this one is of tier {{actual, tier}}.",
    "host-region-differs": "The clause means the competition held by {{needed}}; this one was held by {{actual}}.",
    "round-not-reached": "The clause asks for the round: {{needed, roundKind}}.",
    "award-grade-none": "No prize of a grade that the clause names.",
    "award-grade-differs": "The clause pays grade {{needed}}; this result is of grade {{actual}}.",
    "relation-unknown": "The organisation that the clause looks at was not recorded at registration.",
    "region-differs": "The clause applies to {{needed}} only; the region on record is {{actual}}.",
    "joint-host": "Held jointly by {{actual}}: whether it counts as the competition of {{needed}} is to be decided.",
    "did-not-start": "Reached the final but is recorded as “{{participation, participation}}”: to be decided.",
    "team-partly-of-region": "Only {{within}} of {{members}} members belong to {{needed}}: to be decided.",
    "several-training-organisations": "There are {{count}} training organisations; the document does not say how they are paid.",
    "employer-and-school": "Employer and school are both in the region: whose the subsidy is has to be decided.",
    "organisation-kind-not-named":
      "The organisation is a {{kind, organisationKind}}; the clause names {{named, organisationKind}} only: to be decided.",
    "person-of-district":
      "The document does not define a person of the district: confirm that this is {{region}} (on record: {{by}}).",
    "award-grade-mapping":
      "The document does not say which award is which grade; grade {{grade}} is assumed until an officer confirms it.",
    "world-skills-competition":
      "Confirm that this is the WorldSkills competition; no amount is set for other international ones.",
    "training-organisation-count": "The document does not say whether a training organisation is paid per medal or per event.",
  },
} as const satisfies Same<typeof zh>;
