/** The waiting list: whose turn it is, how long a place is kept, and when an offer can be answered. */
import { describe, expect, it } from "vitest";
import { areOffersOpen, computeOfferEnd, computePositions, decideOffer } from "#app/domain/registration/waiting-list.ts";

const at = (iso: string) => Date.parse(iso);

describe("computePositions", () => {
  it("counts by the time on the list, then by id, and leaves out who is offered a place", () => {
    const positions = computePositions([
      { id: "b", waitingSince: 2, offerEndsAt: null },
      { id: "d", waitingSince: 1, offerEndsAt: 9 },
      { id: "c", waitingSince: 3, offerEndsAt: null },
      { id: "a", waitingSince: 3, offerEndsAt: null },
    ]);
    expect([...positions]).toEqual([
      ["b", 1],
      ["a", 2],
      ["c", 3],
    ]);
  });
});

describe("computeOfferEnd", () => {
  const end = (now: string, offerHours = 24) =>
    new Date(computeOfferEnd({ now: at(now), offerHours, startsOn: at("2026-12-05T00:00:00+08:00") })).toISOString();

  it("is the competition's hours from now, not beyond its first day, and never less than an hour", () => {
    expect(end("2026-12-01T09:00:00+08:00")).toBe("2026-12-02T01:00:00.000Z");
    expect(end("2026-12-04T09:00:00+08:00")).toBe("2026-12-04T16:00:00.000Z");
    expect(end("2026-12-04T23:30:00+08:00")).toBe("2026-12-04T16:30:00.000Z");
    expect(end("2026-12-05T08:00:00+08:00")).toBe("2026-12-05T01:00:00.000Z");
    expect(end("2026-12-01T09:00:00+08:00", 1)).toBe("2026-12-01T02:00:00.000Z");
  });
});

describe("offers", () => {
  it("are open from registration to the frozen roster of the draw", () => {
    expect((["announced", "registration", "running", "publicity"] as const).map((phase) => areOffersOpen(phase, false))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(areOffersOpen("running", true)).toBe(false);
  });

  it("are answered while they stand, else with every reason", () => {
    const open = { phase: "registration", status: "waiting", offerEndsAt: 1000, isFrozen: false, now: 999 } as const;
    expect(decideOffer(open).ok).toBe(true);
    const codes = (input: Partial<Parameters<typeof decideOffer>[0]>) => {
      const decision = decideOffer({ ...open, ...input });
      return decision.ok ? [] : decision.refusals.map(({ code }) => code);
    };
    expect(codes({ now: 1000 })).toEqual(["offer-over"]);
    expect(codes({ offerEndsAt: null })).toEqual(["no-offer"]);
    expect(codes({ phase: "publicity", status: "withdrawn", isFrozen: true })).toEqual([
      "registration-closed",
      "no-offer",
      "offer-draw-frozen",
    ]);
  });
});
