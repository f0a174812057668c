/** The address and the dates of the next edition, by hand. */
import { expect, it } from "vitest";
import { addYears, advanceCode } from "#app/domain/ladder/next-edition.ts";

it("moves the address on, or ends it in the year", () => {
  expect(advanceCode("tongzhou-2026", 2, 2028)).toBe("tongzhou-2028");
  expect(advanceCode("tongzhou", 2, 2028)).toBe("tongzhou-2028");
});

it("moves a moment by years in Shanghai", () => {
  // Midnight of 1 March in Shanghai is 29 February in UTC.
  expect(addYears(new Date("2028-02-29T16:00:00Z"), 1).toISOString()).toBe("2029-02-28T16:00:00.000Z");
  expect(addYears(new Date("2028-02-28T16:00:00Z"), 1).toISOString()).toBe("2029-02-27T16:00:00.000Z");
  expect(addYears(new Date("2026-12-05T01:00:00Z"), 2).toISOString()).toBe("2028-12-05T01:00:00.000Z");
});
