/** The state of a form follows from its revisions: the rule book's examples, and that their order in hand changes nothing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideEnterMark } from "#app/domain/marking/enter-mark.ts";
import { computeEntryState, computeFormState, computeSignedContent, limitToJudge } from "#app/domain/marking/form.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import { computeJudgementMark } from "#app/domain/marking/score-rounds.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { codes, judgement, measurement, revisions, SUB_CRITERION, TEAM } from "./support.ts";

const RULES = { spreadLimit: 1 };

function formOf(rows: readonly Revision[], team = TEAM) {
  return computeFormState(SUB_CRITERION, team, rows, RULES);
}

function aspectOf(rows: readonly Revision[], index: number, team = TEAM) {
  const aspect = formOf(rows, team).aspects[index];
  if (!aspect) throw new Error(`no aspect ${index}`);
  return aspect;
}

describe("judgement", () => {
  it("gives 1.56 of 2.00 for the scores 2, 2, 3", () => {
    const aspect = aspectOf(revisions(["A1.1", 1, 2], ["A1.1", 2, 2], ["A1.1", 3, 3]), 0);
    expect(aspect).toMatchObject({ mark: 156, scoreRound: 1, allIn: true, spread: 1, mustRescore: false });
  });

  it("gives the full maximum for threes and nothing for zeros", () => {
    const scores = (score: number) => TEAM.map((judgeId) => ({ judgeId, score }));
    expect(computeJudgementMark(scores(3), hundredths(175))).toBe(175);
    expect(computeJudgementMark(scores(0), hundredths(175))).toBe(0);
  });

  it("rounds half up: the scores 1, 0 of a maximum of 0.03 are half a hundredth", () => {
    const scores = [1, 0].map((score, index) => ({ judgeId: `judge-${index}`, score }));
    expect(computeJudgementMark(scores, hundredths(3))).toBe(1);
  });

  it("has no mark and no spread before all are in", () => {
    expect(aspectOf(revisions(["A1.1", 1, 0], ["A1.1", 2, 3]), 0)).toMatchObject({
      mark: null,
      scoresIn: 2,
      allIn: false,
      spread: null,
      mustRescore: false,
    });
  });

  it("refuses 1, 2, 3: a second score round opens and the first stays on record", () => {
    const form = formOf(revisions(["A1.1", 1, 1], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.2", 1, 800]));
    expect(form.aspects[0]).toMatchObject({ mark: null, scoreRound: 2, scores: [], allIn: false, spread: 2, mustRescore: true });
    expect(form.aspects[0]?.earlierRounds.map(({ scores }) => scores.map(({ score }) => score))).toEqual([[1, 2, 3]]);
    expect(form.unmet).toEqual([{ code: "spread-too-wide", params: { count: 1, aspects: "A1.1" } }]);
    expect(form.mark).toBeNull();
  });

  it("is settled by the second score round alone", () => {
    const first = [["A1.1", 1, 1] as const, ["A1.1", 2, 2] as const, ["A1.1", 3, 3] as const];
    const rows = revisions(...first, ["A1.1", 1, 2, 2], ["A1.1", 2, 2, 2], ["A1.1", 3, 2, 2]);
    expect(aspectOf(rows, 0)).toMatchObject({ mark: 133, scoreRound: 2, spread: 0, mustRescore: false });
    expect(aspectOf(rows, 0).earlierRounds).toHaveLength(1);
  });

  it("opens a third score round when the second is as far apart", () => {
    const wide = (scoreRound: number) => [0, 1, 3].map((score, index) => ["A1.1", index + 1, score, scoreRound] as const);
    expect(aspectOf(revisions(...wide(1), ...wide(2)), 0)).toMatchObject({ scoreRound: 3, mustRescore: true, spread: 3 });
  });

  it("takes the latest score of each judge, and none of a judge outside the team", () => {
    const rows = revisions(["A1.1", 1, 0], ["A1.1", 1, 2], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.1", 4, 0]);
    expect(aspectOf(rows, 0).mark).toBe(156);
  });

  it("never settles without a team", () => {
    expect(aspectOf([], 0, [])).toMatchObject({ mark: null, allIn: false });
  });
});

describe("measurement", () => {
  it("is the latest value of any judge of the team", () => {
    expect(aspectOf(revisions(["A1.2", 1, 700], ["A1.2", 2, 650], ["A1.2", 4, 0]), 1)).toMatchObject({ mark: 650, agreed: 650 });
  });
});

describe("a form", () => {
  it("is complete with the sum of its aspects when all are settled", () => {
    const form = formOf(revisions(["A1.1", 1, 2], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.2", 1, 725]));
    expect(form).toMatchObject({ mark: 881, maximum: 1000, isComplete: true, unmet: [], lastSequence: 4 });
  });

  it("lists what is missing", () => {
    expect(codes(formOf([]).unmet)).toEqual(["aspects-missing"]);
    expect(formOf([]).unmet[0]?.params).toEqual({ count: 2, aspects: "A1.1, A1.2" });
  });

  it("shows a judge his own score only, and nobody else any, until all are in", () => {
    const open = formOf(revisions(["A1.1", 1, 2], ["A1.1", 2, 3]));
    expect(limitToJudge(open, "judge-1").aspects[0]?.scores).toEqual([{ judgeId: "judge-1", score: 2 }]);
    expect(limitToJudge(open, null).aspects[0]).toMatchObject({ scores: [], scoresIn: 2 });
    const all = formOf(revisions(["A1.1", 1, 2], ["A1.1", 2, 3], ["A1.1", 3, 3]));
    expect(limitToJudge(all, "judge-1")).toEqual(all);
  });

  it("hides the open score round again, but not the one that was too far apart", () => {
    const rows = revisions(["A1.1", 1, 1], ["A1.1", 2, 2], ["A1.1", 3, 3], ["A1.1", 3, 2, 2]);
    const seen = limitToJudge(formOf(rows), "judge-1").aspects[0];
    expect(seen?.scores).toEqual([]);
    expect(seen?.earlierRounds[0]?.scores).toHaveLength(3);
  });

  it("asks for new signatures after every revision, even to the same value", () => {
    const rows = revisions(["A1.2", 1, 700], ["A1.2", 1, 700]);
    expect(computeSignedContent(formOf(rows))).not.toBe(computeSignedContent(formOf(rows.slice(0, 1))));
  });
});

const ANY_REVISION = {
  aspectId: fc.constantFrom("A1.1", "A1.2"),
  judgeId: fc.constantFrom(...TEAM, "judge-4"),
  scoreRound: fc.integer({ min: 1, max: 3 }),
  value: fc.integer({ min: 0, max: 3 }),
};
const anyRevision = fc.record(ANY_REVISION);
const anyRevisions = fc
  .array(anyRevision, { maxLength: 40 })
  .map((rows) => rows.map((row, index): Revision => ({ ...row, sequence: index + 1 })));

describe("for any revisions", () => {
  it("the order in hand changes nothing", () => {
    fc.assert(
      fc.property(anyRevisions, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const shuffled = rows.map((row) => ({ row, key: keys.next().value ?? 0 })).sort((left, right) => left.key - right.key);
        const state = formOf(shuffled.map(({ row }) => row).reverse(), [...TEAM].reverse());
        expect(state).toEqual(formOf(rows));
        expect(computeSignedContent(state)).toBe(computeSignedContent(formOf(rows)));
      }),
    );
  });

  it("a settled judgement is within the limit and its mark between 0 and the maximum; a form that may be signed is complete", () => {
    fc.assert(
      fc.property(anyRevisions, (rows) => {
        const form = formOf(rows);
        expect(form.unmet.length === 0).toBe(form.isComplete);
        for (const { kind, mark, maximum, scores } of form.aspects) {
          if (kind !== "judgement" || mark === null) continue;
          const values = scores.map(({ score }) => score);
          expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(1);
          expect(mark).toBeGreaterThanOrEqual(0);
          expect(mark).toBeLessThanOrEqual(maximum);
          expect(Math.abs(mark - (values.reduce((sum, value) => sum + value, 0) * maximum) / 9)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  it("nobody outside sees a score of a score round that is not all in", () => {
    fc.assert(
      fc.property(anyRevisions, (rows) => {
        for (const aspect of limitToJudge(formOf(rows), null).aspects) if (!aspect.allIn) expect(aspect.scores).toEqual([]);
      }),
    );
  });

  it("what is computed for one value alone decides it as the whole form does", () => {
    const mixed = {
      ...SUB_CRITERION,
      aspects: [
        ...SUB_CRITERION.aspects,
        judgement("A1.3", 300),
        { ...measurement("A1.4", 500), each: "mean" as const },
        measurement("A1.5", 100),
      ],
    };
    const anyAspect = fc.constantFrom("A1.1", "A1.2", "A1.3", "A1.4", "A1.5", "A1.9");
    const rowsOfAll = fc
      .array(fc.record({ ...ANY_REVISION, aspectId: anyAspect }), { maxLength: 60 })
      .map((rows) => rows.map((row, index): Revision => ({ ...row, sequence: index + 1 })));
    const anyEntry = fc.record({ ...ANY_REVISION, aspectId: anyAspect, reason: fc.constantFrom("", "measured again") });
    const seen = new Set<string>();
    fc.assert(
      fc.property(rowsOfAll, anyEntry, (rows, entry) => {
        const given = { ...entry, status: "open" as const, recused: [] };
        const decided = decideEnterMark({ ...given, state: computeEntryState(mixed, entry.aspectId, TEAM, rows, RULES) });
        expect(decided).toEqual(decideEnterMark({ ...given, state: computeFormState(mixed, TEAM, rows, RULES) }));
        for (const code of decided.ok ? ["ok"] : codes(decided.refusals)) seen.add(code);
      }),
      { numRuns: 1_000 },
    );
    for (const code of ["ok", "judgement-first", "reason-required", "score-round-stale", "aspect-unknown", "not-in-team"])
      expect(seen, code).toContain(code);
  });
});
