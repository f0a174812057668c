/** A team's reward divided by hand: on behalf, in equal shares with their odd fen, by stated amounts; and back again, share by share. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AskedDivision,
  type DivisionCase,
  decideDivision,
  divideByWeights,
  doesDivisionHold,
  listDivisionReasons,
  sumShares,
} from "#app/domain/money/division.ts";
import { divideClawBack, type Entry, sumEntries } from "#app/domain/money/ledger.ts";

/** Three who won 100,000.00 together. */
const TEAM: DivisionCase = { state: "publicised", personIds: ["a", "b", "c"], settledFen: 10_000_000, isPaid: false };

const sharesOf = (asked: AskedDivision, of = TEAM) => {
  const decided = decideDivision(of, asked);
  if (!decided.ok) throw new Error(decided.refusals.map(({ code }) => code).join());
  return decided.value.map(({ personId, amountFen }) => [personId, amountFen]);
};
const codes = (asked: AskedDivision, changes: Partial<DivisionCase> = {}) => {
  const decided = decideDivision({ ...TEAM, ...changes }, asked);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};
const stated = (...amounts: readonly [string, number | null][]): AskedDivision => ({
  method: "stated",
  amounts: amounts.map(([personId, amountFen]) => ({ personId, amountFen })),
});

describe("a team's reward", () => {
  it("goes to one member on behalf of the team", () => {
    expect(sharesOf({ method: "on-behalf", personId: "b" })).toEqual([["b", 10_000_000]]);
    expect(codes({ method: "on-behalf", personId: "" })).toEqual(["division-member-missing"]);
    expect(codes({ method: "on-behalf", personId: "stranger" })).toEqual(["division-member-missing"]);
  });

  it("in equal shares: the odd fen go to the first members, one each", () => {
    // 100,000.00 by three is 33,333.33 and one fen over: the first has it.
    expect(sharesOf({ method: "equal" })).toEqual([
      ["a", 3_333_334],
      ["b", 3_333_333],
      ["c", 3_333_333],
    ]);
    // 200.00 by three is 66.66 and two fen over.
    expect(sharesOf({ method: "equal" }, { ...TEAM, settledFen: 20_000 }).map(([, fen]) => fen)).toEqual([6667, 6667, 6666]);
    expect(sharesOf({ method: "equal" }, { ...TEAM, settledFen: 30_000 }).map(([, fen]) => fen)).toEqual([
      10_000, 10_000, 10_000,
    ]);
    // Two fen for three people: the last gets nothing and is no payee.
    expect(sharesOf({ method: "equal" }, { ...TEAM, settledFen: 2 })).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });

  it("by stated amounts that add up to the fen, in the team's order; what is left empty gets nothing", () => {
    expect(sharesOf(stated(["c", 4_999_999], ["a", 5_000_001], ["b", null]))).toEqual([
      ["a", 5_000_001],
      ["c", 4_999_999],
    ]);
    const short = decideDivision(TEAM, stated(["a", 5_000_000], ["b", 4_999_999]));
    expect(short).toEqual({
      ok: false,
      refusals: [{ code: "division-sum-differs", params: { field: "amounts", sum: "99,999.99", amount: "100,000" } }],
    });
    expect(codes(stated(["a", 10_000_001]))).toEqual(["division-sum-differs"]);
    expect(codes(stated())).toEqual(["division-sum-differs"]);
    expect(codes(stated(["a", 5_000_000], ["stranger", 5_000_000]))).toEqual(["division-member-unknown"]);
  });

  it.each([
    [{ personIds: [] }, "division-no-team"],
    [{ personIds: ["a"] }, "division-no-team"],
    [{ state: "computed", settledFen: null }, "division-too-early"],
    [{ state: "applied", settledFen: null }, "division-too-early"],
    [{ state: "refused" }, "division-too-early"],
    [{ settledFen: null }, "division-too-early"],
    [{ isPaid: true }, "division-paid"],
    [{ state: "paid", isPaid: true }, "division-paid"],
  ] satisfies [Partial<DivisionCase>, string][])("is not divided with %o: %s", (changes, code) => {
    expect(listDivisionReasons({ ...TEAM, ...changes }).map((refusal) => refusal.code)).toEqual([code]);
    expect(codes({ method: "equal" }, changes)).toContain(code);
  });

  it("may be divided once it is reviewed, and anew until it is paid", () => {
    expect(codes({ method: "equal" }, { state: "reviewed" })).toEqual([]);
    expect(codes({ method: "equal" })).toEqual([]);
  });

  it("has to be divided anew when the team or the amount is another", () => {
    const division = { divisionId: "d", method: "on-behalf" as const, shares: [{ personId: "b", amountFen: 10_000_000 }] };
    expect(doesDivisionHold(division, TEAM)).toBe(true);
    expect(doesDivisionHold(division, { ...TEAM, settledFen: 9_999_999 })).toBe(false);
    expect(doesDivisionHold(division, { ...TEAM, personIds: ["a", "c"] })).toBe(false);
  });
});

const weights = fc
  .array(fc.nat(2_000_000_000), { minLength: 1, maxLength: 12 })
  .filter((some) => some.some((weight) => weight > 0));

describe("whatever is divided", () => {
  it("the shares add up to the amount, and equal ones differ by a fen at most, the larger first", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 2, max: 12 }), (settledFen, people) => {
        const personIds = Array.from({ length: people }, (_, index) => String(index));
        const decided = decideDivision({ ...TEAM, personIds, settledFen }, { method: "equal" });
        if (!decided.ok) throw new Error("refused");
        expect(sumShares(decided.value)).toBe(settledFen);
        const amounts = decided.value.map(({ amountFen }) => amountFen);
        expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(1);
        expect(amounts).toEqual([...amounts].sort((left, right) => right - left));
      }),
    );
  });

  it("by weights it adds up, and no part exceeds its weight", () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const total = some.reduce((sum, weight) => sum + weight, 0);
        const amountFen = Math.min(total, Math.floor(total * share));
        const parts = divideByWeights(amountFen, some);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amountFen);
        for (const [index, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(some[index] ?? 0);
        }
      }),
    );
  });
});

type Booked = Entry & { readonly personId: string | null };
const paid = (personId: string | null, amountFen: number): Booked => ({ kind: "payment", amountFen, status: "counts", personId });
const back = (personId: string, amountFen: number, status: Entry["status"] = "counts"): Booked => ({
  kind: "claw-back",
  amountFen: 0 - amountFen,
  status,
  personId,
});

describe("a claw-back follows the division", () => {
  it("in proportion to what each still holds: 50,000 of 60,000, 30,000 and 10,000", () => {
    const entries = [paid("a", 6_000_000), paid("b", 3_000_000), paid("c", 1_000_000)];
    expect(divideClawBack(entries, 5_000_000)).toEqual([
      { personId: "a", amountFen: 3_000_000 },
      { personId: "b", amountFen: 1_500_000 },
      { personId: "c", amountFen: 500_000 },
    ]);
    expect(divideClawBack(entries, 10_000_000).map(({ amountFen }) => amountFen)).toEqual([6_000_000, 3_000_000, 1_000_000]);
    // One fen: the first.
    expect(divideClawBack(entries, 1)).toEqual([{ personId: "a", amountFen: 1 }]);
  });

  it("without what came back or is proposed to, and all of it from who took it on behalf of the team", () => {
    const entries = [paid("a", 100), paid("b", 100), back("a", 100), back("b", 50, "proposed"), back("b", 10, "dropped")];
    expect(divideClawBack(entries, 50)).toEqual([{ personId: "b", amountFen: 50 }]);
    expect(divideClawBack([paid("b", 20_000_000)], 5_000_000)).toEqual([{ personId: "b", amountFen: 5_000_000 }]);
    expect(divideClawBack([paid(null, 20_000_000)], 5_000_000)).toEqual([{ personId: null, amountFen: 5_000_000 }]);
  });

  it("however often something comes back, nobody's net is negative and the sum is that of the entries", () => {
    fc.assert(
      fc.property(weights, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (some, backs) => {
        const book = some.flatMap((amountFen, index) => (amountFen === 0 ? [] : [paid(String(index), amountFen)]));
        for (const share of backs) {
          const left = sumEntries(book).netFen;
          const amountFen = Math.floor(left * share);
          if (amountFen === 0) continue;
          const parts = divideClawBack(book, amountFen);
          expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(amountFen);
          book.push(...parts.map((part) => back(part.personId ?? "", part.amountFen)));
          expect(sumEntries(book).netFen).toBe(left - amountFen);
        }
        for (const index of some.keys()) {
          expect(sumEntries(book.filter(({ personId }) => personId === String(index))).netFen).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
