/** What becomes of a value that reached the server: worked examples, and what holds for every order of arrival. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeFormState } from "#app/domain/marking/form.ts";
import {
  decideSettleConflict,
  decideTakeMark,
  findStanding,
  type KeyedRevision,
  maySettle,
  type SettleConflict,
} from "#app/domain/marking/mark-conflict.ts";
import type { SubCriterion } from "#app/domain/marking/scheme.ts";
import { codes, measurement, type Row, revisions, SUB_CRITERION, TEAM } from "./support.ts";

/** A judgement, a measurement that the team agrees on, and one where each judge enters his own. */
const FORM: SubCriterion = {
  ...SUB_CRITERION,
  aspects: [...SUB_CRITERION.aspects, { ...measurement("A1.3", 1000), each: "mean" }],
};
const SCORED: readonly Row[] = [
  ["A1.1", 1, 2],
  ["A1.1", 2, 2],
  ["A1.1", 3, 3],
];
const RULES = { spreadLimit: 1 };

/** Revisions with the keys k1, k2, k3, ... in their order. */
function keyed(...rows: readonly Row[]): KeyedRevision[] {
  return revisions(...rows).map((revision) => ({ ...revision, key: `k${revision.sequence}` }));
}

function take(
  rows: readonly Row[],
  entry: { aspectId: string; judge?: number; value: number; scoreRound?: number; replaces: string | null; reason?: string },
) {
  const stored = keyed(...rows);
  const { aspectId, judge = 1, value, scoreRound = 1, replaces, reason } = entry;
  const place = { aspectId, judgeId: `judge-${judge}`, scoreRound };
  const aspect = FORM.aspects.find(({ id }) => id === aspectId);
  const decided = decideTakeMark({
    ...place,
    value,
    reason,
    replaces,
    state: computeFormState(FORM, TEAM, stored, RULES),
    status: "open",
    recused: [],
    standing: aspect ? findStanding(aspect, TEAM, stored, place) : null,
  });
  if (!decided.ok) return codes(decided.refusals);
  return decided.value.kind === "record" ? "record" : decided.value.standing.key;
}

describe("a value that reached the server", () => {
  it("is recorded where nothing stands, whatever its judge had before him", () => {
    expect(take([], { aspectId: "A1.1", value: 2, replaces: null })).toBe("record");
    // What he replaced was refused, or never came.
    expect(take([], { aspectId: "A1.1", value: 2, replaces: "k9" })).toBe("record");
  });

  it("replaces what its judge had before him", () => {
    expect(take([["A1.1", 1, 1]], { aspectId: "A1.1", value: 2, replaces: "k1" })).toBe("record");
    expect(take([...SCORED, ["A1.2", 1, 700]], { aspectId: "A1.2", judge: 3, value: 650, replaces: "k4", reason: "again" })).toBe(
      "record",
    );
  });

  it("is in conflict with a value of the judge's other tablet, also with the same value", () => {
    expect(take([["A1.1", 1, 1]], { aspectId: "A1.1", value: 2, replaces: null })).toBe("k1");
    expect(take([["A1.1", 1, 1]], { aspectId: "A1.1", value: 1, replaces: null })).toBe("k1");
    expect(
      take(
        [
          ["A1.1", 1, 1],
          ["A1.1", 1, 3],
        ],
        { aspectId: "A1.1", value: 2, replaces: "k1" },
      ),
    ).toBe("k2");
  });

  it("is in conflict with a colleague's value only where the team agrees on one", () => {
    expect(take([["A1.1", 2, 1]], { aspectId: "A1.1", value: 2, replaces: null })).toBe("record");
    expect(take([...SCORED, ["A1.3", 2, 900]], { aspectId: "A1.3", value: 800, replaces: null })).toBe("record");
    expect(take([...SCORED, ["A1.2", 2, 700]], { aspectId: "A1.2", value: 650, replaces: null })).toBe("k4");
  });

  it("is not asked for the reason, or the score round, that its judge could not know of", () => {
    expect(take([...SCORED, ["A1.2", 2, 700]], { aspectId: "A1.2", value: 650, replaces: null })).toBe("k4");
    const wide: readonly Row[] = [
      ["A1.1", 1, 1],
      ["A1.1", 2, 2],
      ["A1.1", 3, 3],
    ];
    expect(take(wide, { aspectId: "A1.1", value: 2, replaces: null })).toBe("k1");
    expect(take(wide, { aspectId: "A1.1", value: 2, replaces: "k1" })).toEqual(["score-round-stale"]);
    expect(take(SCORED, { aspectId: "A1.1", value: 3, replaces: "k1" })).toEqual(["reason-required"]);
  });

  it("is refused for what it could know, whatever stands", () => {
    expect(take([...SCORED, ["A1.2", 2, 700]], { aspectId: "A1.2", value: 801, replaces: null })).toEqual(["mark-above-maximum"]);
    expect(take([["A1.1", 1, 1]], { aspectId: "A1.1", value: 4, replaces: null })).toEqual(["score-not-0-to-3"]);
    expect(take([], { aspectId: "A1.2", value: 700, replaces: null })).toEqual(["judgement-first"]);
    expect(take([], { aspectId: "A9.9", value: 7, replaces: null })).toEqual(["aspect-unknown"]);
  });
});

describe("for every order of arrival", () => {
  const entry = fc.record({
    aspectId: fc.constantFrom("A1.1", "A1.2", "A1.3"),
    judge: fc.integer({ min: 1, max: 3 }),
    value: fc.integer({ min: 0, max: 3 }),
    /** How many values ago the screen that it was entered on is from. */
    staleness: fc.integer({ min: 0, max: 3 }),
  });

  /** One by one as a server takes them; the screen of a judge shows what stood in his place so many values ago. */
  function takeAll(entries: readonly (typeof entry extends fc.Arbitrary<infer E> ? E : never)[]) {
    const stored: KeyedRevision[] = [];
    const kept: { key: string; standing: string }[] = [];
    const outcomes: string[] = [];
    const seen: { place: string; replaces: string | null }[] = [];
    for (const [index, { aspectId, judge, value, staleness }] of entries.entries()) {
      const aspect = FORM.aspects.find(({ id }) => id === aspectId);
      if (!aspect) continue;
      const state = computeFormState(FORM, TEAM, stored, RULES);
      const scoreRound = state.aspects.find((one) => one.aspectId === aspectId)?.scoreRound ?? 1;
      const place = { aspectId, judgeId: `judge-${judge}`, scoreRound };
      const screen = stored.slice(0, Math.max(0, stored.length - staleness));
      const replaces = findStanding(aspect, TEAM, screen, place)?.key ?? null;
      const standing = findStanding(aspect, TEAM, stored, place);
      const key = `e${index}`;
      const input = { ...place, value, reason: "again", replaces, state, status: "open", recused: [], standing } as const;
      const decided = decideTakeMark(input);
      outcomes.push(decided.ok ? decided.value.kind : "refused");
      seen.push({ place: aspectId === "A1.2" ? aspectId : `${aspectId} ${judge} ${scoreRound}`, replaces });
      if (!decided.ok) continue;
      if (decided.value.kind === "conflict") kept.push({ key, standing: decided.value.standing.key });
      else stored.push({ ...place, value, key, sequence: stored.length + 1 });
    }
    return { stored, kept, outcomes, seen };
  }

  it("every value is recorded, kept or refused, and none takes the place of one that its judge had not seen", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        const { stored, kept, outcomes, seen } = takeAll(entries);
        expect(stored.length + kept.length + outcomes.filter((one) => one === "refused").length).toBe(entries.length);
        // The last of each place, followed independently of the rule.
        const last = new Map<string, string>();
        for (const [index, outcome] of outcomes.entries()) {
          const { place, replaces } = seen[index] ?? { place: "", replaces: null };
          const standing = last.get(place) ?? null;
          if (outcome === "record") {
            expect([null, replaces]).toContain(standing);
            last.set(place, `e${index}`);
          }
          if (outcome === "conflict") expect(standing).not.toBe(replaces);
        }
      }),
    );
  });

  it("a rule by which the last writer wins would be found", () => {
    const { outcomes } = takeAll([
      { aspectId: "A1.1", judge: 1, value: 1, staleness: 0 },
      { aspectId: "A1.1", judge: 1, value: 2, staleness: 1 },
    ]);
    expect(outcomes).toEqual(["record", "conflict"]);
  });
});

describe("settling", () => {
  const stored = keyed(...SCORED, ["A1.2", 2, 700]);
  function settle(changes: Partial<SettleConflict>) {
    const decided = decideSettleConflict({
      conflict: { aspectId: "A1.2", judgeId: "judge-1", scoreRound: 1, value: 650 },
      isSettled: false,
      choice: "offered",
      judgeId: "judge-3",
      reason: "measured together",
      state: computeFormState(FORM, TEAM, stored, RULES),
      status: "open",
      recused: [],
      ...changes,
    });
    return decided.ok ? decided.value : codes(decided.refusals);
  }
  const own = { aspectId: "A1.1", judgeId: "judge-1", scoreRound: 1, value: 1 };

  it("the team's value is settled by anyone of the team, either way", () => {
    expect(settle({})).toEqual({ scoreRound: 1 });
    expect(settle({ choice: "standing" })).toEqual({ scoreRound: 1 });
  });

  it("a judge's own score is settled by himself alone", () => {
    expect(settle({ conflict: own, judgeId: "judge-1" })).toEqual({ scoreRound: 1 });
    expect(settle({ conflict: own, judgeId: "judge-2" })).toEqual(["mark-conflict-of-another"]);
    const state = computeFormState(FORM, TEAM, stored, RULES);
    expect(["judge-1", "judge-2"].map((judgeId) => maySettle(state, own, judgeId))).toEqual([true, false]);
  });

  it("is refused once it is settled, on a locked form, to a stranger, to who is recused, and without a reason", () => {
    expect(settle({ isSettled: true, status: "signed" })).toEqual(["mark-conflict-settled"]);
    expect(settle({ status: "signed" })).toEqual(["form-locked"]);
    expect(settle({ judgeId: "judge-9", choice: "standing" })).toEqual(["not-in-team"]);
    expect(settle({ judgeId: "judge-3", recused: ["judge-3"], choice: "standing" })).toEqual(["judge-recused"]);
    expect(settle({ reason: " " })).toEqual(["reason-required"]);
  });

  it("cannot bring back a score of a round that is over; what stood then may stay", () => {
    const wide = keyed(["A1.1", 1, 1], ["A1.1", 2, 2], ["A1.1", 3, 3]);
    const state = computeFormState(FORM, TEAM, wide, RULES);
    expect(settle({ conflict: own, judgeId: "judge-1", state })).toEqual(["score-round-stale"]);
    expect(settle({ conflict: own, judgeId: "judge-1", state, choice: "standing" })).toEqual({ scoreRound: 1 });
  });
});
