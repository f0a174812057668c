/** Places, entrant numbers and roster numbers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  computeEntrantNumber,
  countTaken,
  decidePlaces,
  type PlaceSeeker,
  sharePlaces,
} from "#app/domain/registration/acceptance.ts";
import { compareRosterNumbers, computeRosterNumber } from "#app/domain/registration/roster-number.ts";

const seekers = (...delegations: readonly string[]): readonly PlaceSeeker[] =>
  delegations.map((delegationId, index) => ({ id: `e-${index}`, delegationId, delegation: `${delegationId}队` }));
const places = (quota: number, delegationQuota: number | null, taken: Readonly<Record<string, number>>) => ({
  event: "电工",
  quota,
  delegationQuota,
  taken: new Map(Object.entries(taken)),
});

describe("decidePlaces", () => {
  it("fills an event to its quota and not beyond", () => {
    expect(decidePlaces(places(12, null, { a: 6, b: 4 }), seekers("a", "b")).ok).toBe(true);
    expect(decidePlaces(places(12, null, { a: 6, b: 4 }), seekers("a", "b", "c"))).toEqual({
      ok: false,
      refusals: [{ code: "quota-full", params: { event: "电工", quota: 12, taken: 10, accepting: 3 } }],
    });
    // Where the quota was lowered since, nothing is refused that takes no place.
    expect(decidePlaces(places(1, null, { a: 2 }), []).ok).toBe(true);
  });

  it("holds every delegation to its own, and names each that has too many", () => {
    expect(decidePlaces(places(12, 2, { a: 1 }), seekers("a", "b", "b")).ok).toBe(true);
    expect(decidePlaces(places(3, 2, { a: 2 }), seekers("a", "b", "b", "b"))).toEqual({
      ok: false,
      refusals: [
        { code: "quota-full", params: { event: "电工", quota: 3, taken: 2, accepting: 4 } },
        { code: "delegation-quota-full", params: { event: "电工", delegation: "a队", quota: 2, taken: 2, accepting: 1 } },
        { code: "delegation-quota-full", params: { event: "电工", delegation: "b队", quota: 2, taken: 0, accepting: 3 } },
      ],
    });
  });
});

describe("sharePlaces", () => {
  const idsOf = (shared: readonly PlaceSeeker[]) => shared.map(({ id }) => id);

  it("gives what is free in the order asked, and passes over who has all of his own", () => {
    expect(idsOf(sharePlaces(places(4, null, { a: 2 }), seekers("a", "b", "c")))).toEqual(["e-0", "e-1"]);
    expect(idsOf(sharePlaces(places(4, 2, { a: 2 }), seekers("a", "b", "c")))).toEqual(["e-1", "e-2"]);
    expect(idsOf(sharePlaces(places(2, null, { a: 3 }), seekers("a")))).toEqual([]);
  });

  it("never goes beyond a quota, and leaves nothing free that somebody could have", () => {
    const delegation = fc.constantFrom("a", "b", "c");
    const taken = fc.dictionary(delegation, fc.nat(4));
    const run = fc.tuple(fc.nat(12), fc.option(fc.nat(4)), taken, fc.array(delegation, { maxLength: 12 }));
    fc.assert(
      fc.property(run, ([quota, delegationQuota, before, asking]) => {
        const start = places(quota, delegationQuota, before);
        const asked = seekers(...asking);
        const shared = sharePlaces(start, asked);
        const after = new Map(start.taken);
        for (const { delegationId } of shared) after.set(delegationId, (after.get(delegationId) ?? 0) + 1);
        if (shared.length > 0) expect(countTaken({ taken: after })).toBeLessThanOrEqual(quota);
        for (const { delegationId } of shared) expect(after.get(delegationId)).toBeLessThanOrEqual(delegationQuota ?? quota);
        const couldHave = asked.filter(
          (one) => !shared.includes(one) && (delegationQuota === null || (after.get(one.delegationId) ?? 0) < delegationQuota),
        );
        if (countTaken({ taken: after }) < quota) expect(couldHave).toEqual([]);
        expect(decidePlaces(start, shared).ok).toBe(true);
      }),
    );
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
