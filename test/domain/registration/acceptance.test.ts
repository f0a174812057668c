/** Places, entrant numbers and roster numbers. */
import { describe, expect, it } from "vitest";
import { computeEntrantNumber, decidePlaces } from "#app/domain/registration/acceptance.ts";
import { compareRosterNumbers, computeRosterNumber } from "#app/domain/registration/roster-number.ts";

describe("decidePlaces", () => {
  it("fills an event to its quota and not beyond", () => {
    expect(decidePlaces({ event: "电工", quota: 12, accepted: 10, accepting: 2 }).ok).toBe(true);
    expect(decidePlaces({ event: "电工", quota: 12, accepted: 10, accepting: 3 })).toMatchObject({
      refusals: [{ code: "quota-full", params: { event: "电工", quota: 12, accepted: 10, accepting: 3 } }],
    });
    // Where the quota was lowered since, nothing is refused that takes no place.
    expect(decidePlaces({ event: "电工", quota: 1, accepted: 2, accepting: 0 }).ok).toBe(true);
  });
});

describe("computeEntrantNumber", () => {
  it("is the event's code and three digits or more", () => {
    expect([1, 42, 1000].map((serial) => computeEntrantNumber("DG", serial))).toEqual(["DG001", "DG042", "DG1000"]);
    for (const serial of [0, -1, 1.5]) expect(() => computeEntrantNumber("DG", serial)).toThrow(RangeError);
  });
});

describe("computeRosterNumber", () => {
  it("keeps the file's number where it is free and short, else counts on", () => {
    expect(computeRosterNumber(new Set(), "A-1")).toBe("A-1");
    expect(computeRosterNumber(new Set(["1"]), "1")).toBe("2");
    expect(computeRosterNumber(new Set(["1", "3"]), null)).toBe("4");
    expect(computeRosterNumber(new Set(["2"]), null)).toBe("3");
    expect(computeRosterNumber(new Set(), "123456789")).toBe("1");
  });
});

describe("compareRosterNumbers", () => {
  it("counts numbers by their value, before other texts", () => {
    expect(["10", "B", "2", "A", "02", "1"].sort(compareRosterNumbers)).toEqual(["1", "02", "2", "10", "A", "B"]);
  });
});
