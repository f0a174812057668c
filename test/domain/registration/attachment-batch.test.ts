/** What of a batch may be stored for whom: as one file after another would be. */
import { expect, it } from "vitest";
import { type BatchFileFacts, type BatchPerson, computeBatchLines } from "#app/domain/registration/attachment-batch.ts";

const HAN: BatchPerson = {
  personId: "han",
  name: "韩梅梅",
  document: "110101199003070000",
  places: [],
  entries: [{ id: "E1", status: "waiting" }],
  onRecord: {},
};
const file = (id: string, kind: "other" | "guardian-consent"): BatchFileFacts => ({
  id,
  name: { words: [], kind: null },
  chosen: { personId: "han", kind },
  type: "application/pdf",
  size: 1_000,
  dimensions: null,
});
const OPEN = { phase: "registration", closesAt: 2, now: 1 } as const;
const codes = (...files: readonly BatchFileFacts[]) =>
  computeBatchLines(files, [HAN], OPEN).map(({ refusals }) => refusals.map(({ code }) => code));

it("adds to who waits for a place what is new of its kind, and nothing beside it", () => {
  expect(codes(file("1", "other"), file("2", "guardian-consent"))).toEqual([[], []]);
  expect(codes(file("1", "other"), file("2", "other"), file("3", "other"))).toEqual([
    [],
    ["entry-not-editable"],
    ["entry-not-editable"],
  ]);
});
