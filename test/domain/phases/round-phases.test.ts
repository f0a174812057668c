/** The line of a round: each act from its phase only, and every reason against it at once. */

import { describe, expect, it } from "vitest";
import { NO_CASES } from "#app/domain/appeals/open-cases.ts";
import { BLIND_LAYERS, type BlindLayer, listRequestedLayers, type UnblindingStep } from "#app/domain/blinding/layers.ts";
import { computeSessionStandings } from "#app/domain/draw/session-standing.ts";
import {
  computeRoundConditions,
  decideDisclosure,
  decideRoundAct,
  isUnblinded,
  type RoundFacts,
} from "#app/domain/phases/round-phases.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";
import { codes, SCHEME } from "../marking/support.ts";

/** Of a round without sessions. */
const ALL = 0;
const ENTRIES = {
  e: { participation: "expected", hasCode: false },
  h: { participation: "checked-in", hasCode: false },
  c: { participation: "checked-in", hasCode: true },
  a: { participation: "absent", hasCode: false },
} as const;

/** Sessions by number, each entry a letter: expected, here, here with code, absent. */
function sessionsOf(letters: Readonly<Record<number, string>>): RoundFacts["sessions"] {
  const numbers = Object.keys(letters).map(Number);
  const entries = numbers.flatMap((number) =>
    [...(letters[number] ?? "")].map((letter) => ({
      ...ENTRIES[letter as keyof typeof ENTRIES],
      session: number === ALL ? null : number,
      hasSeat: true,
    })),
  );
  return computeSessionStandings(
    entries,
    numbers.filter((number) => number !== ALL),
  );
}

const READY: RoundFacts = {
  now: 1_000,
  competitionPhase: "running",
  phase: "draw",
  rules: DEFAULT_RULES,
  scheme: SCHEME,
  sessions: sessionsOf({ [ALL]: "c".repeat(12) }),
  chiefJudges: ["chief"],
  pool: ["judge-1", "judge-2", "judge-3"].map(poolJudge),
  panels: [],
  tallyClerks: ["clerk"],
  judgesOfEnteredUnits: [],
  judgesWithConflicts: [],
  markersWhoSeat: [],
  forms: 0,
  confirmedForms: 0,
  recheck: null,
  openCorrections: 0,
  awaitedForms: 0,
  blinding: { layers: 3, keepers: [{ userId: "blinding", layers: null }], steps: [] },
  openTies: 0,
  missingComponentMarks: [],
  onSiteEndsAt: null,
  cases: NO_CASES,
};

function asked(layer: number): UnblindingStep {
  return { layer: layer as BlindLayer, requestedBy: "blinding", isOpen: false };
}

function opened(layer: number): UnblindingStep {
  return { ...asked(layer), isOpen: true };
}

function stepsOf(layers: BlindLayer, steps: readonly UnblindingStep[]): RoundFacts["blinding"] {
  return { ...READY.blinding, layers, steps };
}

function poolJudge(judgeId: string) {
  return { judgeId, displayName: judgeId, partialities: [], excluding: [] };
}

function reasons(act: Parameters<typeof decideRoundAct>[0], facts: Partial<RoundFacts>, actor = "someone") {
  const decision = decideRoundAct(act, { ...READY, ...facts }, actor);
  return decision.ok ? decision.value : codes(decision.refusals);
}

function reasonsWith(act: Parameters<typeof decideRoundAct>[0], facts: Partial<RoundFacts>) {
  const decision = decideRoundAct(act, { ...READY, ...facts }, "someone");
  return decision.ok ? [] : decision.refusals;
}

describe("opening judging", () => {
  it("leads from the draw to judging when everything holds", () => {
    expect(reasons("open-judging", {})).toBe("judging");
    expect(computeRoundConditions("open-judging", READY, "chief").every(({ unmet }) => unmet.length === 0)).toBe(true);
  });

  it("names everything that is missing at once", () => {
    const bare: Partial<RoundFacts> = {
      competitionPhase: "registration",
      rules: null,
      scheme: null,
      sessions: sessionsOf({ [ALL]: "eee" }),
      chiefJudges: [],
      pool: [],
      tallyClerks: [],
      judgesOfEnteredUnits: ["林"],
      judgesWithConflicts: ["周"],
    };
    expect(reasons("open-judging", bare)).toEqual([
      "competition-not-running",
      "scheme-missing",
      "rules-missing",
      "no-entry-checked-in",
      "check-in-open",
      "chief-judge-missing",
      "marking-judges-too-few",
      "tally-clerk-missing",
      "judges-of-entered-units",
      "judges-with-conflicts",
    ]);
    expect(reasons("open-judging", { sessions: sessionsOf({ [ALL]: "cchh" }) })).toEqual(["blind-codes-missing"]);
    expect(reasons("open-judging", { sessions: sessionsOf({ [ALL]: "hhe" }) })).toEqual(["check-in-open", "blind-codes-missing"]);
  });

  it("needs one session that is complete and has its codes; the others follow", () => {
    expect(reasons("open-judging", { sessions: sessionsOf({ 1: "cca", 2: "hhe", 3: "eee" }) })).toBe("judging");
    expect(reasons("open-judging", { sessions: sessionsOf({ 1: "cca", 2: "hha" }) })).toBe("judging");
    // Nobody complete: each says what it waits for. One complete: its codes.
    expect(reasonsWith("open-judging", { sessions: sessionsOf({ 1: "hhe", 2: "eee" }) })).toEqual([
      { code: "session-check-in-open", params: { session: 1, count: 1 } },
      { code: "session-check-in-open", params: { session: 2, count: 3 } },
      { code: "session-codes-missing", params: { session: 1, count: 2 } },
    ]);
    expect(reasonsWith("open-judging", { sessions: sessionsOf({ 1: "hha", 2: "eee" }) })).toEqual([
      { code: "session-codes-missing", params: { session: 1, count: 2 } },
    ]);
    // A late one of a session that has codes gets his before judging opens: afterwards it would be too late.
    expect(reasonsWith("open-judging", { sessions: sessionsOf({ 1: "cch", 2: "cc" }) })).toEqual([
      { code: "session-codes-missing", params: { session: 1, count: 1 } },
    ]);
    expect(reasons("open-judging", { sessions: sessionsOf({ 1: "aa", 2: "aa" }) })).toEqual(["no-entry-checked-in"]);
  });

  it("refuses a scheme that does not add up to the total of the rules", () => {
    expect(reasons("open-judging", { rules: { ...DEFAULT_RULES, total: hundredths(9000) } })).toEqual(["scheme-total-mismatch"]);
  });

  it("refuses rules that do not hold, and says nothing of their tie-breaks while there is no scheme", () => {
    const rules = { ...DEFAULT_RULES, spreadLimit: 7, tieBreaks: [{ by: "criterion", id: "Z", order: "desc" } as const] };
    expect(reasons("open-judging", { rules })).toEqual(["spread-limit-out-of-range", "tie-break-criterion-unknown"]);
    expect(reasons("open-judging", { rules, scheme: null })).toEqual(["scheme-missing", "spread-limit-out-of-range"]);
  });

  it("needs judges enough for a panel, and a tally clerk who does not mark", () => {
    const pool = ["judge-1", "judge-2"].map(poolJudge);
    const decision = decideRoundAct("open-judging", { ...READY, pool, tallyClerks: ["judge-1"] }, "chief");
    expect(decision).toEqual({
      ok: false,
      refusals: [{ code: "marking-judges-too-few", params: { count: 2, needed: 3 } }, { code: "tally-clerk-missing" }],
    });
  });

  it("needs panels where there are more judges than a panel has, each exactly as large as the rules say", () => {
    const pool = [...READY.pool, poolJudge("judge-4")];
    expect(reasons("open-judging", { pool })).toEqual(["panel-unassigned", "panel-unassigned", "panel-unassigned"]);
    const panel = (subCriterionId: string, ...judges: number[]) => ({
      subCriterionId,
      judges: judges.map((judge) => `judge-${judge}`),
    });
    const full = [panel("A1", 1, 2, 3), panel("A2", 2, 3, 4), panel("B1", 1, 2, 4)];
    expect(reasons("open-judging", { pool, panels: full })).toBe("judging");
    const short = [panel("A1", 1, 2), panel("A2", 2, 3, 4), panel("B1", 1, 2, 3, 4)];
    expect(decideRoundAct("open-judging", { ...READY, pool, panels: short }, "chief")).toEqual({
      ok: false,
      refusals: [
        { code: "panel-size-not-as-ruled", params: { subCriterion: "A1", count: 2, needed: 3 } },
        { code: "panel-size-not-as-ruled", params: { subCriterion: "B1", count: 4, needed: 3 } },
      ],
    });
    const gone = [panel("A1", 1, 2, 9), ...full.slice(1)];
    expect(reasons("open-judging", { pool, panels: gone })).toEqual(["judge-not-in-pool"]);
  });
});

describe("submitting", () => {
  const judging = { phase: "judging", forms: 36, confirmedForms: 36, awaitedForms: 0 } as const;

  it("waits for every form", () => {
    expect(reasons("submit-round", judging)).toBe("recheck");
    expect(decideRoundAct("submit-round", { ...READY, ...judging, confirmedForms: 34, awaitedForms: 2 }, "chief")).toEqual({
      ok: false,
      refusals: [{ code: "forms-unconfirmed", params: { left: 2, total: 36 } }],
    });
    expect(reasons("submit-round", { ...judging, forms: 0, confirmedForms: 0 })).toEqual(["forms-unconfirmed"]);
  });

  it("waits for every session, so that nobody is forgotten", () => {
    const sessions = sessionsOf({ 1: "ccc", 2: "hhe", 3: "hha", 4: "aa", 5: "" });
    expect(reasonsWith("submit-round", { ...judging, sessions })).toEqual([
      { code: "session-check-in-open", params: { session: 2, count: 1 } },
      { code: "session-codes-missing", params: { session: 3, count: 2 } },
    ]);
    expect(reasons("submit-round", { ...judging, sessions: sessionsOf({ 1: "ccc", 2: "cca", 3: "aa", 4: "" }) })).toBe("recheck");
    const conditions = (of: RoundFacts) => computeRoundConditions("submit-round", of, "chief").map(({ code }) => code);
    expect(conditions({ ...READY, ...judging, sessions })).toEqual(["sessions-taken-in", "forms-confirmed"]);
    expect(conditions({ ...READY, ...judging })).toEqual(["forms-confirmed"]);
  });
});

describe("unblinding", () => {
  const recheck = { phase: "recheck", recheck: { items: 6, unchecked: 0, openErrors: 0 } } as const;

  it("takes two people", () => {
    expect(reasons("request-unblinding", recheck, "blinding")).toBe("recheck");
    expect(reasons("confirm-unblinding", recheck)).toEqual(["unblinding-not-requested"]);
    const requested = { ...recheck, blinding: stepsOf(3, [3, 2, 1].map(asked)) };
    expect(reasons("request-unblinding", requested, "blinding")).toEqual(["unblinding-already-requested"]);
    expect(reasons("confirm-unblinding", requested, "blinding")).toEqual(["unblinding-same-person"]);
    expect(reasons("confirm-unblinding", requested, "supervisor")).toBe("unblinded");
  });

  it("is done with the last layer only, in rounds of one, two and three", () => {
    for (const layers of BLIND_LAYERS) {
      for (const layer of BLIND_LAYERS.filter((known) => known <= layers)) {
        const above = BLIND_LAYERS.filter((known) => known > layer && known <= layers).map(opened);
        const facts = { ...recheck, blinding: stepsOf(layers, [...above, asked(layer)]) };
        expect(reasons("confirm-unblinding", facts, "supervisor")).toBe(layer === 1 ? "unblinded" : "recheck");
      }
    }
  });

  it("goes from the last layer to the first, each asked for by its keeper, with every reason at once", () => {
    const keepers = [
      { userId: "third", layers: [3] },
      { userId: "lower", layers: [1, 2] },
    ] as const;
    const facts = { ...recheck, blinding: { layers: 3, keepers, steps: [] } } as const;
    expect(reasons("request-unblinding", facts, "third")).toBe("recheck");
    expect(decideRoundAct("request-unblinding", { ...READY, ...facts, openCorrections: 1 }, "lower")).toEqual({
      ok: false,
      refusals: [
        { code: "corrections-open", params: { count: 1 } },
        { code: "unblinding-out-of-order", params: { layer: 3, own: 2 } },
      ],
    });
    expect(decideRoundAct("request-unblinding", { ...READY, ...facts }, "someone")).toMatchObject({
      refusals: [{ code: "unblinding-not-keeper", params: { layer: 3 } }],
    });
    const next = { ...facts, blinding: { ...facts.blinding, steps: [opened(3)] } };
    expect(reasons("request-unblinding", next, "lower")).toBe("recheck");
    // His own layer is open: the next is not his.
    expect(reasons("request-unblinding", next, "third")).toEqual(["unblinding-not-keeper"]);
  });

  it("asks at once for the layers that one keeper keeps one after the other, and for no other", () => {
    const blinding = (layers: readonly BlindLayer[] | null, steps: readonly UnblindingStep[] = []) =>
      ({ layers: 3, keepers: [{ userId: "keeper", layers }], steps }) as const;
    expect(listRequestedLayers(blinding(null), "keeper")).toEqual([3, 2, 1]);
    expect(listRequestedLayers(blinding([3, 1]), "keeper")).toEqual([3]);
    expect(listRequestedLayers(blinding([3, 1], [opened(3)]), "keeper")).toEqual([]);
    expect(listRequestedLayers(blinding([3, 1], [opened(3), opened(2)]), "keeper")).toEqual([1]);
    expect(listRequestedLayers(blinding(null), "someone")).toEqual([]);
  });
});

describe("the recheck before unblinding", () => {
  const recheck = { phase: "recheck", recheck: { items: 6, unchecked: 0, openErrors: 0 } } as const;

  it("is drawn, checked, and put right, with every reason at once", () => {
    expect(reasons("request-unblinding", { phase: "recheck", openCorrections: 2 }, "blinding")).toEqual([
      "recheck-not-drawn",
      "corrections-open",
    ]);
    const left = { ...recheck, recheck: { items: 6, unchecked: 2, openErrors: 1 }, openCorrections: 1 };
    expect(decideRoundAct("request-unblinding", { ...READY, ...left }, "blinding")).toEqual({
      ok: false,
      refusals: [
        { code: "recheck-unchecked", params: { left: 2, total: 6 } },
        { code: "recheck-errors-open", params: { count: 1 } },
        { code: "corrections-open", params: { count: 1 } },
      ],
    });
  });

  it("holds for the second person too: a correction may have been asked for since", () => {
    const requested = { ...recheck, blinding: stepsOf(3, [3, 2, 1].map(asked)), openCorrections: 1 };
    expect(reasons("confirm-unblinding", requested, "supervisor")).toEqual(["corrections-open"]);
    expect(reasons("confirm-unblinding", { ...requested, openCorrections: 0 }, "supervisor")).toBe("unblinded");
  });

  it("is not asked for by a rule of no places and no percent; corrections still have to end", () => {
    const rules = { ...DEFAULT_RULES, recheck: { topPlaces: 0, percent: 0, errorPercent: 5 } };
    expect(reasons("request-unblinding", { phase: "recheck", rules }, "blinding")).toBe("recheck");
    expect(reasons("request-unblinding", { phase: "recheck", rules, openCorrections: 1 }, "blinding")).toEqual([
      "corrections-open",
    ]);
    for (const asked of [
      { topPlaces: 1, percent: 0 },
      { topPlaces: 0, percent: 1 },
    ]) {
      const ruled = { ...rules, recheck: { ...asked, errorPercent: 5 } };
      expect(reasons("request-unblinding", { phase: "recheck", rules: ruled }, "blinding")).toEqual(["recheck-not-drawn"]);
    }
  });
});

describe("publishing and settling", () => {
  it("does not publish while a tie is open", () => {
    expect(reasons("publish-on-site", { phase: "unblinded" })).toBe("published");
    expect(reasons("publish-on-site", { phase: "unblinded", openTies: 2 })).toEqual(["ties-open"]);
  });

  it("settles when the on-site period is over, to the millisecond", () => {
    const published = { phase: "published", now: 5_000 } as const;
    expect(reasons("settle-round", { ...published, onSiteEndsAt: 5_001 })).toEqual(["on-site-period-running"]);
    expect(reasons("settle-round", { ...published, onSiteEndsAt: 5_000 })).toBe("settled");
  });
});

describe("every act", () => {
  it("is refused in every other phase, with that one reason", () => {
    const from = {
      "open-judging": "draw",
      "submit-round": "judging",
      "request-unblinding": "recheck",
      "confirm-unblinding": "recheck",
      "publish-on-site": "unblinded",
      "settle-round": "published",
    } as const;
    for (const [act, phase] of Object.entries(from) as [keyof typeof from, string][]) {
      for (const other of ROUND_PHASES.filter((candidate) => candidate !== phase)) {
        expect(reasons(act, { phase: other })).toEqual(["round-phase-wrong"]);
      }
    }
  });
});

describe("names", () => {
  it("are disclosed only after unblinding", () => {
    for (const phase of ROUND_PHASES) {
      expect(decideDisclosure("named", phase).ok).toBe(isUnblinded(phase));
      for (const level of ["closed", "progress", "blind"] as const) expect(decideDisclosure(level, phase).ok).toBe(true);
    }
    expect(ROUND_PHASES.filter(isUnblinded)).toEqual(["unblinded", "published", "settled"]);
  });
});
