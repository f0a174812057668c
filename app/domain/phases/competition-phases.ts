/**
 * The line of a competition's phases: which act leads on, and everything that must hold before it (DOMAIN 2). One function
 * fills the checklist beside the button, the button's own reasons and the refusal of the act.
 */

import { listAppealReasons, listObjectionReasons, listRescoreReasons, type OpenCases } from "#app/domain/appeals/open-cases.ts";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { PreparationGates } from "#app/domain/preparation/gates.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, HostRelation, RegistrationStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** The acts that lead from phase to phase, in their order. */
export const COMPETITION_ACTS = ["announce", "open-registration", "start", "open-publicity", "finalise"] as const;
export type CompetitionAct = (typeof COMPETITION_ACTS)[number];

const STEPS: Readonly<Record<CompetitionAct, { readonly from: CompetitionPhase; readonly to: CompetitionPhase }>> = {
  announce: { from: "draft", to: "announced" },
  "open-registration": { from: "announced", to: "registration" },
  start: { from: "registration", to: "running" },
  "open-publicity": { from: "running", to: "publicity" },
  finalise: { from: "publicity", to: "final" },
};

export type EventFacts = {
  /** Names the event in reasons. */
  readonly code: string;
  readonly rules: EventRules;
  /** Null before one was imported. */
  readonly scheme: MarkingScheme | null;
  readonly entries: Readonly<Partial<Record<RegistrationStatus, number>>>;
  /** How many people hold each duty. */
  readonly chiefJudges: number;
  readonly markingJudges: number;
  readonly blindingJudges: number;
  /** Layers of the blinding that none of them keeps. */
  readonly unkeptLayers: readonly BlindLayer[];
  readonly tallyClerks: number;
  /** Technical documents of the event that are published and stand. */
  readonly documents: number;
  /** Judges of the event who stand in no training. */
  readonly untrainedJudges: number;
  /** Display names of judges who would have to be neutral and are not: their own unit has an entry, or they declared a conflict. */
  readonly judgesOfEnteredUnits: readonly string[];
  readonly judgesWithConflicts: readonly string[];
  readonly roundPhases: readonly RoundPhase[];
  /** Of all its rounds. */
  readonly cases: OpenCases;
};

export type CompetitionFacts = {
  readonly phase: CompetitionPhase;
  /** Milliseconds since 1970, like all times here. */
  readonly now: number;
  readonly hosts: readonly HostRelation[];
  readonly packs: number;
  readonly delegations: number;
  readonly supervisors: number;
  readonly registrationClosesAt: number;
  /** What has to be prepared before the start; a gate that is off is no condition. */
  readonly gates: PreparationGates;
  /** 立项备案 number; null or blank while none is given. */
  readonly filingNumber: string | null;
  /** Leaders' meetings with minutes that stand. */
  readonly leadersMeetings: number;
  /** Null before the publicity period was opened. */
  readonly publicityEndsAt: number | null;
  /** 文号 of the decision; null or blank while none is given. */
  readonly decisionNumber: string | null;
  /** Who opened the publicity, and who is about to act. */
  readonly publicityOpenedById: string | null;
  readonly actorId: string;
  /** Open objections to the list as a whole; those to one event stand there. */
  readonly openObjections: number;
  readonly events: readonly EventFacts[];
};

export const CONDITIONS = [
  "events-exist",
  "host-authority-named",
  "packs-pinned",
  "scheme-adds-up",
  "rules-hold",
  "delegations-exist",
  "registration-deadline-ahead",
  "registrations-decided",
  "entries-enough",
  "chief-judge-appointed",
  "marking-team-complete",
  "blinding-judge-appointed",
  "tally-clerk-appointed",
  "judges-neutral",
  "supervisor-appointed",
  "filing-number-given",
  "leaders-meeting-minuted",
  "technical-document-published",
  "judges-trained",
  "rounds-settled",
  "publicity-over",
  "another-person-decides",
  "appeals-ruled",
  "objections-ruled",
  "rescore-sets-decided",
  "decision-number-given",
] as const;
export type ConditionCode = (typeof CONDITIONS)[number];

/** One thing that must hold, and why it does not yet. */
export type Condition = {
  readonly code: ConditionCode;
  /** The code of the event that it is about; null: the competition as a whole. */
  readonly event: string | null;
  /** Empty when it is met. Reasons about an event carry its code as `event`. */
  readonly unmet: readonly Refusal[];
};

/** The act that leads on from a phase; null at the end of the line. */
export function findNextAct(phase: CompetitionPhase): CompetitionAct | null {
  return COMPETITION_ACTS.find((act) => STEPS[act].from === phase) ?? null;
}

/** Everything that must hold before the act, met or not, the competition's own first and then event by event. */
export function computeConditions(act: CompetitionAct, facts: CompetitionFacts): readonly Condition[] {
  switch (act) {
    case "announce":
      return [
        whole("events-exist", facts.events.length > 0, { code: "event-missing" }),
        whole("host-authority-named", facts.hosts.includes("host-authority"), { code: "host-authority-missing" }),
        whole("packs-pinned", facts.packs > 0, { code: "policy-pack-missing" }),
        ...facts.events.flatMap(listSetupConditions),
      ];
    case "open-registration": {
      const { registrationClosesAt: deadline, now } = facts;
      return [
        whole("delegations-exist", facts.delegations > 0, { code: "delegation-missing" }),
        whole("registration-deadline-ahead", deadline > now, { code: "registration-deadline-past", params: { deadline } }),
      ];
    }
    case "start":
      return [
        whole("supervisor-appointed", facts.supervisors > 0, { code: "supervisor-missing" }),
        ...facts.events.flatMap((event) => [...listSetupConditions(event), ...listStartConditions(event)]),
        ...listGateConditions(facts),
      ];
    case "open-publicity":
      return facts.events.flatMap((event) => {
        const open = event.roundPhases.filter((phase) => phase !== "settled");
        return [
          ofEvent(event, "rounds-settled", ...open.map((phase) => ({ code: "round-not-settled", params: { phase } }))),
          ...listCaseConditions(event, facts.now),
        ];
      });
    case "finalise": {
      const { publicityEndsAt: until, now } = facts;
      const hasNumber = (facts.decisionNumber ?? "").trim() !== "";
      const running: Refusal =
        until === null ? { code: "publicity-not-opened" } : { code: "publicity-running", params: { until } };
      return [
        whole("publicity-over", until !== null && until <= now, running),
        whole("another-person-decides", facts.publicityOpenedById !== facts.actorId, { code: "publicity-opened-by-same-person" }),
        { code: "objections-ruled", event: null, unmet: listObjectionReasons({ objections: facts.openObjections }) },
        ...facts.events.flatMap((event) => [
          ...listCaseConditions(event, now),
          ofEvent(event, "objections-ruled", ...listObjectionReasons(event.cases)),
        ]),
        whole("decision-number-given", hasNumber, { code: "decision-number-missing" }),
      ];
    }
  }
}

/** @returns the phase that the act leads to, or every reason against it at once. */
export function decideCompetitionAct(act: CompetitionAct, facts: CompetitionFacts): Decision<CompetitionPhase> {
  const { from, to } = STEPS[act];
  // Conditions of another phase would only confuse: they may have held, and not hold any more, for good reasons.
  if (facts.phase !== from)
    return decide([{ code: "competition-phase-wrong", params: { phase: facts.phase, needed: from } }], to);
  return decide(
    computeConditions(act, facts).flatMap(({ unmet }) => unmet),
    to,
  );
}

/** What an event needs before anyone hears of it; it may be lost again, because rules can change until judging opens. */
function listSetupConditions(event: EventFacts): readonly Condition[] {
  const { rules, scheme } = event;
  return [
    ofEvent(event, "scheme-adds-up", ...(scheme ? checkScheme(scheme, rules) : [{ code: "scheme-missing" }])),
    // Without a scheme nothing can be found in it: that it is missing says enough.
    ofEvent(event, "rules-hold", ...checkRules(rules, scheme)),
  ];
}

function listStartConditions(event: EventFacts): readonly Condition[] {
  const { entries, markingJudges: count, rules } = event;
  const undecided = (entries.submitted ?? 0) + (entries.returned ?? 0);
  const accepted = entries.accepted ?? 0;
  const needed = rules.judgesPerForm;
  const fewest = rules.fewestEntries;
  const judges = event.judgesOfEnteredUnits.join(", ");
  const declared = event.judgesWithConflicts.join(", ");
  const unkept = event.unkeptLayers.join(", ");
  return [
    ofEvent(event, "registrations-decided", ...when(undecided > 0, "entries-undecided", { count: undecided })),
    ofEvent(event, "entries-enough", ...when(accepted < fewest, "entries-too-few", { count: accepted, minimum: fewest })),
    ofEvent(event, "chief-judge-appointed", ...when(event.chiefJudges === 0, "chief-judge-missing")),
    ofEvent(event, "marking-team-complete", ...when(count < needed, "marking-judges-too-few", { count, needed })),
    ofEvent(
      event,
      "blinding-judge-appointed",
      ...when(event.blindingJudges === 0, "blinding-judge-missing"),
      ...when(event.blindingJudges > 0 && unkept !== "", "blind-layers-unkept", { layers: unkept }),
    ),
    ofEvent(event, "tally-clerk-appointed", ...when(event.tallyClerks === 0, "tally-clerk-missing")),
    ofEvent(
      event,
      "judges-neutral",
      ...when(judges !== "", "judges-of-entered-units", { judges }),
      ...when(declared !== "", "judges-with-conflicts", { judges: declared }),
    ),
  ];
}

/** What has to be prepared before the start, met or not: the gates that are on (DOMAIN 2). */
export function listGateConditions(facts: CompetitionFacts): readonly Condition[] {
  const { gates, events } = facts;
  const isFiled = (facts.filingNumber ?? "").trim() !== "";
  const isMinuted = facts.leadersMeetings > 0;
  const conditions: Condition[] = [];
  if (gates["filing-number"]) conditions.push(whole("filing-number-given", isFiled, { code: "filing-number-missing" }));
  if (gates["leaders-meeting"]) {
    conditions.push(whole("leaders-meeting-minuted", isMinuted, { code: "leaders-meeting-missing" }));
  }
  for (const event of events) {
    const { documents, untrainedJudges: count } = event;
    if (gates["technical-documents"]) {
      const missing = when(documents === 0, "technical-document-missing");
      conditions.push(ofEvent(event, "technical-document-published", ...missing));
    }
    if (gates["judges-trained"]) {
      conditions.push(ofEvent(event, "judges-trained", ...when(count > 0, "judges-untrained", { count })));
    }
  }
  return conditions;
}

/** Nothing is made public as the list of winners, or final, while something could still change it. */
function listCaseConditions(event: EventFacts, now: number): readonly Condition[] {
  return [
    ofEvent(event, "appeals-ruled", ...listAppealReasons(event.cases, now, null)),
    ofEvent(event, "rescore-sets-decided", ...listRescoreReasons(event.cases)),
  ];
}

function whole(code: ConditionCode, isMet: boolean, refusal: Refusal): Condition {
  return { code, event: null, unmet: isMet ? [] : [refusal] };
}

function ofEvent(event: EventFacts, code: ConditionCode, ...unmet: readonly Refusal[]): Condition {
  return {
    code,
    event: event.code,
    unmet: unmet.map((refusal) => ({ code: refusal.code, params: { ...refusal.params, event: event.code } })),
  };
}

function when(isWrong: boolean, code: string, params: Readonly<Record<string, string | number>> = {}): readonly Refusal[] {
  return isWrong ? [{ code, params }] : [];
}
