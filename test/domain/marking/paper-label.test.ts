/** What a scanner types and what people type name the same form. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readPaperLabel, writePaperLabel } from "#app/domain/marking/paper-label.ts";

it("reads back every label that is printed", () => {
  const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/);
  fc.assert(
    fc.property(code, code, fc.integer({ min: 1, max: 99 }), code, code, (competition, event, round, subCriterionId, subject) => {
      const label = writePaperLabel({ competition, event, round, subCriterionId, code: subject });
      expect(readPaperLabel(label)).toEqual({ competition, event, round, words: [subCriterionId, subject] });
    }),
  );
});

it.each([
  ["R900 A1", ["R900", "A1"]],
  [" a1-r900 ", ["A1", "R900"]],
  ["Ａ１，R900", ["A1", "R900"]],
])("reads %s as people type it", (text, words) => {
  expect(readPaperLabel(text)).toMatchObject({ competition: null, words });
});

it.each(["", "R900", "R900 A1 B1", "JJ/x/E1/1/A1", "JJ/x/E1/one/A1/R900", "KK/x/E1/1/A1/R900"])(
  "does not guess at %s",
  (text) => {
    expect(readPaperLabel(text)).toBeNull();
  },
);
