/** The public sees no more than was set, and names only after publication. */
import { describe, expect, it } from "vitest";
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { DISCLOSURES, ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";

describe("computeShownDisclosure", () => {
  it("shows what was set while marks are blind", () => {
    for (const phase of ["judging", "recheck"] as const) {
      expect(computeShownDisclosure({ disclosure: "closed", phase, isPublished: false, isWhole: true })).toBe("closed");
      expect(computeShownDisclosure({ disclosure: "progress", phase, isPublished: false, isWhole: true })).toBe("progress");
      expect(computeShownDisclosure({ disclosure: "blind", phase, isPublished: false, isWhole: true })).toBe("blind");
    }
  });

  it("shows no codes while a session is not marked yet", () => {
    const shown = DISCLOSURES.map((disclosure) =>
      computeShownDisclosure({ disclosure, phase: "judging", isPublished: false, isWhole: false }),
    );
    expect(DISCLOSURES.map((disclosure, index) => [disclosure, shown[index]])).toEqual([
      ["closed", "closed"],
      ["progress", "progress"],
      ["blind", "progress"],
      ["named", "progress"],
    ]);
  });

  it("shows no board before judging", () => {
    for (const disclosure of DISCLOSURES) {
      expect(computeShownDisclosure({ disclosure, phase: "draw", isPublished: false, isWhole: true })).toBe("closed");
    }
  });

  it("shows names neither before publication nor before unblinding, whatever was set", () => {
    for (const phase of ROUND_PHASES) {
      expect(computeShownDisclosure({ disclosure: "named", phase, isPublished: false, isWhole: true })).not.toBe("named");
    }
    for (const phase of ["judging", "recheck"] as const) {
      expect(computeShownDisclosure({ disclosure: "named", phase, isPublished: true, isWhole: true })).toBe("blind");
    }
  });

  it("shows published results by name, whatever was set before", () => {
    for (const disclosure of DISCLOSURES) {
      expect(computeShownDisclosure({ disclosure, phase: "published", isPublished: true, isWhole: true })).toBe("named");
      expect(computeShownDisclosure({ disclosure, phase: "settled", isPublished: true, isWhole: true })).toBe("named");
    }
  });
});
