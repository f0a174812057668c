/** Forms of level promotions: what is asked of no event is no act. */
import { expect, it } from "vitest";
import { SetPaperLevelsSchema } from "#app/forms/promotions.ts";

it("levels of papers are set for one event at least", () => {
  const codesOf = (input: unknown) => SetPaperLevelsSchema.safeParse(input).error?.issues.map(({ message }) => message);
  expect(codesOf({})).toEqual(["choice-missing"]);
  expect(codesOf({ events: [], paperLevels: ["senior"] })).toEqual(["choice-missing"]);
  expect(SetPaperLevelsSchema.parse({ events: ["E1"], paperLevels: [""] })).toEqual({ events: ["E1"], paperLevels: [""] });
});
