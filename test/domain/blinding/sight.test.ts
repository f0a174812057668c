/** Nobody sees marks by code and who sits where while the one is the other, whatever roles he holds; and everybody sees what he needs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLIND_LAYERS } from "#app/domain/blinding/layers.ts";
import { decideSight, isSeatingPublic, MARKING_ROLES } from "#app/domain/blinding/sight.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { ROLES, ROUND_PHASES, type Role } from "#app/domain/shared/vocabulary.ts";

const BOTH = { marksByCode: true, entrantsBySeat: true };

describe("two layers", () => {
  it("show who seats people no mark by code, and everyone else no entrant by seat", () => {
    const table = Object.fromEntries(
      ROLES.map((role) => [role, decideSight({ layers: 2, phase: "recheck", roles: [role] })] as const),
    );
    expect(table.organiser).toEqual({ marksByCode: false, entrantsBySeat: true });
    const others = ROLES.filter((role) => role !== "organiser");
    for (const role of others) expect([role, table[role]]).toEqual([role, { marksByCode: true, entrantsBySeat: false }]);
  });

  it("never show anyone both before unblinding", () => {
    fc.assert(
      fc.property(fc.subarray([...ROLES]), fc.constantFrom(...ROUND_PHASES), (roles: Role[], phase) => {
        const sight = decideSight({ layers: 2, phase, roles });
        expect(sight.marksByCode && sight.entrantsBySeat).toBe(isUnblinded(phase));
      }),
    );
  });

  it("leave who marks and counts what he marks by", () => {
    for (const role of MARKING_ROLES) expect(decideSight({ layers: 2, phase: "judging", roles: [role] }).marksByCode).toBe(true);
  });
});

it("one layer and three take nothing from anyone: no seat tells a drawn code", () => {
  for (const layers of [1, 3] as const) {
    for (const phase of ROUND_PHASES) expect(decideSight({ layers, phase, roles: [...ROLES] })).toEqual(BOTH);
  }
});

it("what was drawn is published at once, where it does not tell a code", () => {
  for (const phase of ROUND_PHASES) {
    expect(BLIND_LAYERS.map((layers) => isSeatingPublic(layers, phase))).toEqual([true, isUnblinded(phase), true]);
  }
});
