/** A competition goes on when everything holds, and is told every reason at once when it does not. */

import { describe, expect, it } from "vitest";
import { NO_CASES } from "#app/domain/appeals/open-cases.ts";
import {
  COMPETITION_ACTS,
  CONDITIONS,
  type CompetitionFacts,
  computeConditions,
  decideCompetitionAct,
  type EventFacts,
  findNextAct,
} from "#app/domain/phases/competition-phases.ts";
import { PREPARATION_GATES, toGates } from "#app/domain/preparation/gates.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { SCHEME } from "../marking/support.ts";

const NOW = Date.UTC(2026, 10, 20);
const LATER = NOW + 1;

const EVENT: EventFacts = {
  code: "CNC",
  rules: DEFAULT_RULES,
  scheme: SCHEME,
  entries: { accepted: 12 },
  chiefJudges: 1,
  markingJudges: 3,
  blindingJudges: 1,
  unkeptLayers: [],
  tallyClerks: 1,
  documents: 1,
  untrainedJudges: 0,
  judgesOfEnteredUnits: [],
  judgesWithConflicts: [],
  roundPhases: ["settled"],
  cases: NO_CASES,
};

const FACTS: CompetitionFacts = {
  phase: "draft",
  now: NOW,
  hosts: ["organiser", "host-authority"],
  packs: 1,
  delegations: 2,
  supervisors: 1,
  registrationClosesAt: LATER,
  gates: toGates(null),
  filingNumber: "京人社竞备〔2026〕18 号",
  leadersMeetings: 1,
  publicityEndsAt: NOW,
  decisionNumber: "通人社发〔2026〕31 号",
  publicityOpenedById: "organiser-1",
  actorId: "organiser-2",
  openObjections: 0,
  events: [EVENT],
};

const BARE_EVENT: EventFacts = {
  ...EVENT,
  scheme: null,
  entries: {},
  chiefJudges: 0,
  markingJudges: 0,
  blindingJudges: 0,
  unkeptLayers: [1, 2, 3],
  tallyClerks: 0,
  roundPhases: ["draw"],
};

function refusals(facts: CompetitionFacts) {
  const act = findNextAct(facts.phase);
  if (act === null) throw new Error("no act leads on");
  const decision = decideCompetitionAct(act, facts);
  return decision.ok ? [] : decision.refusals;
}

describe("the line of a competition", () => {
  it("leads from phase to phase, each by one act", () => {
    const phases = [FACTS.phase as string];
    let facts = FACTS;
    for (const act of COMPETITION_ACTS) {
      expect(findNextAct(facts.phase)).toBe(act);
      const decision = decideCompetitionAct(act, facts);
      if (!decision.ok) throw new Error(`${act} refused: ${JSON.stringify(decision.refusals)}`);
      facts = { ...facts, phase: decision.value };
      phases.push(decision.value);
    }
    expect(phases).toEqual(["draft", "announced", "registration", "running", "publicity", "final"]);
    expect(findNextAct("final")).toBeNull();
    expect(findNextAct("archived")).toBeNull();
  });

  it("refuses an act of another phase with that reason alone", () => {
    expect(decideCompetitionAct("start", { ...FACTS, events: [BARE_EVENT] })).toEqual({
      ok: false,
      refusals: [{ code: "competition-phase-wrong", params: { phase: "draft", needed: "registration" } }],
    });
  });

  it("never refuses what it lists as met, nor the other way round", () => {
    for (const act of COMPETITION_ACTS) {
      for (const facts of [
        FACTS,
        { ...FACTS, events: [BARE_EVENT, EVENT], hosts: [], packs: 0, supervisors: 0, decisionNumber: " " },
      ]) {
        const conditions = computeConditions(act, facts);
        expect(conditions.every(({ code }) => CONDITIONS.includes(code))).toBe(true);
        const phase = {
          announce: "draft",
          "open-registration": "announced",
          start: "registration",
          "open-publicity": "running",
          finalise: "publicity",
        } as const;
        const decision = decideCompetitionAct(act, { ...facts, phase: phase[act] });
        expect(decision.ok ? [] : decision.refusals).toEqual(conditions.flatMap(({ unmet }) => unmet));
      }
    }
  });
});

describe("announcing", () => {
  it("names everything that is missing at once", () => {
    expect(refusals({ ...FACTS, hosts: ["organiser"], packs: 0, events: [] }).map(({ code }) => code)).toEqual([
      "event-missing",
      "host-authority-missing",
      "policy-pack-missing",
    ]);
  });

  it("looks into the scheme and the rules of each event", () => {
    const broken: EventFacts = { ...EVENT, code: "WLD", rules: { ...DEFAULT_RULES, total: hundredths(12000), judgesPerForm: 0 } };
    const lost: EventFacts = {
      ...EVENT,
      code: "PLC",
      rules: { ...DEFAULT_RULES, tieBreaks: [{ by: "criterion", id: "Z", order: "desc" }] },
    };
    const fresh: EventFacts = { ...BARE_EVENT, code: "NEW" };
    expect(refusals({ ...FACTS, events: [fresh, EVENT, broken, lost] })).toEqual([
      { code: "scheme-missing", params: { event: "NEW" } },
      { code: "scheme-total-mismatch", params: { event: "WLD", total: "120.00", sum: "100.00" } },
      { code: "judges-per-form-not-positive", params: { event: "WLD", judgesPerForm: 0 } },
      { code: "tie-break-criterion-unknown", params: { event: "PLC", criterion: "Z" } },
    ]);
  });

  it("does not blame a tie-break while there is no scheme to look in", () => {
    const event = {
      ...BARE_EVENT,
      rules: { ...DEFAULT_RULES, tieBreaks: [{ by: "criterion", id: "A", order: "desc" }] as const },
    };
    expect(refusals({ ...FACTS, events: [event] }).map(({ code }) => code)).toEqual(["scheme-missing"]);
  });
});

describe("opening registration", () => {
  const ANNOUNCED = { ...FACTS, phase: "announced" } as const;

  it("needs somebody who can enter, and time to do it", () => {
    expect(refusals({ ...ANNOUNCED, delegations: 0, registrationClosesAt: NOW })).toEqual([
      { code: "delegation-missing" },
      { code: "registration-deadline-past", params: { deadline: NOW } },
    ]);
    expect(refusals(ANNOUNCED)).toEqual([]);
  });
});

describe("starting", () => {
  const REGISTRATION = { ...FACTS, phase: "registration" } as const;

  it("waits until every registration is decided, and two entries stand in each event", () => {
    const entries = { submitted: 2, returned: 1, accepted: 1, draft: 4, withdrawn: 3 };
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, entries }] })).toEqual([
      { code: "entries-undecided", params: { event: "CNC", count: 3 } },
      { code: "entries-too-few", params: { event: "CNC", count: 1, minimum: 2 } },
    ]);
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, entries: { accepted: 2, draft: 5 } }] })).toEqual([]);
  });

  it("needs everyone in his place in each event, and a supervisor", () => {
    expect(refusals({ ...REGISTRATION, supervisors: 0, events: [BARE_EVENT] }).map(({ code }) => code)).toEqual([
      "supervisor-missing",
      "scheme-missing",
      "entries-too-few",
      "chief-judge-missing",
      "marking-judges-too-few",
      "blinding-judge-missing",
      "tally-clerk-missing",
    ]);
  });

  it("wants marking judges enough for a panel, and takes more", () => {
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, markingJudges: 2 }] })).toEqual([
      { code: "marking-judges-too-few", params: { event: "CNC", count: 2, needed: 3 } },
    ]);
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, markingJudges: 7 }] })).toEqual([]);
  });

  it("wants every layer of the blinding kept by somebody", () => {
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, unkeptLayers: [1, 3] }] })).toEqual([
      { code: "blind-layers-unkept", params: { event: "CNC", layers: "1, 3" } },
    ]);
  });

  it("does not start with judges who declared a conflict with someone in the event", () => {
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, judgesWithConflicts: ["周敏"] }] })).toEqual([
      { code: "judges-with-conflicts", params: { event: "CNC", judges: "周敏" } },
    ]);
  });

  it("does not start with judges whose own unit has entered since they were appointed", () => {
    expect(refusals({ ...REGISTRATION, events: [{ ...EVENT, judgesOfEnteredUnits: ["周敏", "沈立"] }] })).toEqual([
      { code: "judges-of-entered-units", params: { event: "CNC", judges: "周敏, 沈立" } },
    ]);
  });
});

describe("the end", () => {
  it("opens the publicity period only when every round is settled", () => {
    const events: EventFacts[] = [EVENT, { ...EVENT, code: "WLD", roundPhases: ["settled", "published"] }];
    expect(refusals({ ...FACTS, phase: "running", events })).toEqual([
      { code: "round-not-settled", params: { event: "WLD", phase: "published" } },
    ]);
  });

  it("is final only after the publicity period, with the number of the decision", () => {
    expect(refusals({ ...FACTS, phase: "publicity", publicityEndsAt: LATER, decisionNumber: null })).toEqual([
      { code: "publicity-running", params: { until: LATER } },
      { code: "decision-number-missing" },
    ]);
    expect(refusals({ ...FACTS, phase: "publicity", publicityEndsAt: null })).toEqual([{ code: "publicity-not-opened" }]);
    expect(refusals({ ...FACTS, phase: "publicity" })).toEqual([]);
  });
});

describe("deciding", () => {
  const atEnd: CompetitionFacts = { ...FACTS, phase: "publicity" };
  it("takes another person than the one who opened the publicity (DOMAIN 14)", () => {
    expect(decideCompetitionAct("finalise", atEnd)).toEqual({ ok: true, value: "final" });
    expect(decideCompetitionAct("finalise", { ...atEnd, actorId: "organiser-1" })).toEqual({
      ok: false,
      refusals: [{ code: "publicity-opened-by-same-person" }],
    });
  });

  it("is open to anyone where nobody is on record, as before there was such a record", () => {
    expect(decideCompetitionAct("finalise", { ...atEnd, publicityOpenedById: null }).ok).toBe(true);
  });
});

describe("the gates before the start", () => {
  const READY = { ...FACTS, phase: "registration" } as const;
  const UNREADY: CompetitionFacts = {
    ...READY,
    filingNumber: " ",
    leadersMeetings: 0,
    events: [
      { ...EVENT, documents: 0, untrainedJudges: 2 },
      { ...EVENT, code: "WLD" },
    ],
  };
  const REASONS: Readonly<Record<string, readonly unknown[]>> = {
    "filing-number": [{ code: "filing-number-missing" }],
    "leaders-meeting": [{ code: "leaders-meeting-missing" }],
    "technical-documents": [{ code: "technical-document-missing", params: { event: "CNC" } }],
    "judges-trained": [{ code: "judges-untrained", params: { event: "CNC", count: 2 } }],
  };

  it("are all on where none was switched, and each names what is missing", () => {
    expect(toGates(null)).toEqual(Object.fromEntries(PREPARATION_GATES.map((gate) => [gate, true])));
    expect(refusals(READY)).toEqual([]);
    expect(refusals(UNREADY)).toEqual(
      ["filing-number", "leaders-meeting", "technical-documents", "judges-trained"].flatMap((gate) => REASONS[gate]),
    );
  });

  it.each(PREPARATION_GATES)("%s alone is asked for where the others are off", (gate) => {
    const gates = toGates(Object.fromEntries(PREPARATION_GATES.map((one) => [one, one === gate])));
    expect(refusals({ ...UNREADY, gates })).toEqual(REASONS[gate]);
    expect(refusals({ ...UNREADY, gates: toGates({ ...gates, [gate]: false }) })).toEqual([]);
  });

  it("stand in the way of no other act", () => {
    expect(refusals({ ...UNREADY, phase: "announced" })).toEqual([]);
    expect(computeConditions("announce", UNREADY).map(({ code }) => code)).not.toContain("filing-number-given");
  });
});
