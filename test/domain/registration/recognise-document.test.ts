/** A number typed alone: what it may be of, and which slips are told. */
import { describe, expect, it } from "vitest";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";

function kindsOf(typed: string): readonly string[] {
  const recognised = recogniseDocument(typed);
  return recognised.ok ? recognised.value.map(({ kind }) => kind) : recognised.refusals.map(({ code }) => code);
}

describe("recogniseDocument", () => {
  it.each([
    ["11010519491231002X", ["resident-id", "residence-permit"]],
    [" 11010519491231002x ", ["resident-id", "residence-permit"]],
    ["110105194912310021", ["id-check-digit"]],
    ["11010519491231002", ["id-length"]],
    // A card of a foreigner who lives here: no region of the nation begins with 9.
    ["91184019900101123X", ["permanent-residence-card"]],
    ["911840199001011233", ["id-check-digit"]],
    ["USA110190010112", ["passport", "permanent-residence-card"]],
    ["E12345678", ["passport"]],
    ["H12345678", ["passport", "hong-kong-macao-permit"]],
    ["12345678", ["passport", "taiwan-permit"]],
    ["E1", ["document-malformed"]],
    ["", ["document-malformed"]],
  ])("takes %j as %j", (typed, expected) => {
    expect(kindsOf(typed)).toEqual(expected);
  });
});
