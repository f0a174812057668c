/** The calendar of series, worked out by hand from the cadences of Tongzhou (12). */
import { describe, expect, it } from "vitest";
import { computeCalendar, decideEdition, type Edition, findNextNumber } from "#app/domain/ladder/series-calendar.ts";

const IN_2026 = { thisYear: 2026, from: 2023, to: 2029 };

function edition(year: number, number: number, phase: Edition["phase"] = "final"): Edition {
  return { competitionId: `c${year}`, edition: number, year, phase };
}

function statesOf(everyYears: number | null, editions: readonly Edition[], now = IN_2026) {
  return computeCalendar({ everyYears, editions }, now).cells.map(({ year, state }) => [year, state]);
}

describe("the calendar", () => {
  it("every 2 years, last held in 2024: due in 2026, expected again in 2028", () => {
    const { next, cells } = computeCalendar({ everyYears: 2, editions: [edition(2024, 3)] }, IN_2026);
    expect(next).toEqual({ edition: 4, dueIn: 2026, proposedFor: 2026, state: "due" });
    expect(cells.map(({ year, state, edition: number }) => [year, state, number])).toEqual([
      [2023, null, null],
      [2024, "held", 3],
      [2025, null, null],
      [2026, "due", 4],
      [2027, null, null],
      [2028, "expected", null],
      [2029, null, null],
    ]);
  });

  it("never held: due this year as the first", () => {
    const { next } = computeCalendar({ everyYears: 2, editions: [] }, IN_2026);
    expect(next).toEqual({ edition: 1, dueIn: 2026, proposedFor: 2026, state: "due" });
  });

  it("every year, held this year: expected next year, and every year after it", () => {
    expect(statesOf(1, [edition(2025, 1), edition(2026, 2)])).toEqual([
      [2023, null],
      [2024, null],
      [2025, "held"],
      [2026, "held"],
      [2027, "expected"],
      [2028, "expected"],
      [2029, "expected"],
    ]);
    expect(computeCalendar({ everyYears: 1, editions: [edition(2026, 2)] }, IN_2026).next).toEqual({
      edition: 3,
      dueIn: 2027,
      proposedFor: 2027,
      state: "expected",
    });
  });

  it("every 2 years, last held in 2023: overdue since 2025, proposed for this year", () => {
    expect(computeCalendar({ everyYears: 2, editions: [edition(2023, 1)] }, IN_2026).next).toEqual({
      edition: 2,
      dueIn: 2025,
      proposedFor: 2026,
      state: "overdue",
    });
    expect(statesOf(2, [edition(2023, 1)])).toEqual([
      [2023, "held"],
      [2024, null],
      [2025, "overdue"],
      [2026, "due"],
      [2027, null],
      [2028, "expected"],
      [2029, null],
    ]);
  });

  it("says what is being prepared and what is under way, and counts on from it", () => {
    expect(statesOf(2, [edition(2026, 4, "registration")])).toContainEqual([2026, "prepared"]);
    expect(statesOf(2, [edition(2026, 4, "running")])).toContainEqual([2026, "under-way"]);
    expect(statesOf(2, [edition(2026, 4, "publicity")])).toContainEqual([2028, "expected"]);
    // Prepared for a year that went by without it.
    expect(statesOf(2, [edition(2025, 4, "draft")])).toContainEqual([2025, "overdue"]);
  });

  it("asks for nothing without a cadence", () => {
    expect(computeCalendar({ everyYears: null, editions: [edition(2024, 1)] }, IN_2026).next).toBeNull();
    expect(statesOf(null, [edition(2024, 1)]).filter(([, state]) => state !== null)).toEqual([[2024, "held"]]);
  });

  it("counts the next edition from the highest number", () => {
    expect(findNextNumber([{ edition: 13 }, { edition: 14 }])).toBe(15);
    expect(findNextNumber([])).toBe(1);
  });
});

describe("an edition of a series", () => {
  const series = { tier: "district", editions: [edition(2022, 2), edition(2024, 3)] } as const;
  type Candidate = Parameters<typeof decideEdition>[1];
  const next: Candidate = { tier: "district", year: 2026, edition: 4, hasSeries: false };
  const codesOf = (competition: Partial<Candidate>) => {
    const decision = decideEdition(series, { ...next, ...competition });
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  };

  it("follows the last", () => expect(codesOf({})).toEqual([]));
  it("may be an older one found later", () => expect(codesOf({ year: 2020, edition: 1 })).toEqual([]));
  it("has its number alone", () => expect(codesOf({ edition: 3 })).toEqual(["edition-number-taken"]));
  it("has its year alone", () => expect(codesOf({ year: 2024 })).toEqual(["edition-year-taken"]));
  it("is not earlier than a lower number", () => expect(codesOf({ year: 2023 })).toEqual(["edition-out-of-order"]));
  it("gives every reason at once", () =>
    expect(codesOf({ tier: "city", hasSeries: true, edition: 3, year: 2024 })).toEqual([
      "competition-has-series",
      "edition-tier-differs",
      "edition-number-taken",
      "edition-year-taken",
    ]));
});
