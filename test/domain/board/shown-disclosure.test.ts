/** The public sees no more than was set, and names only after publication. */
import { describe, expect, it } from "vitest";
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { DISCLOSURES, ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";

describe("computeShownDisclosure", () => {
  it("shows what was set while marks are blind", () => {
    for (const phase of ["judging", "recheck"] as const) {
      expect(computeShownDisclosure({ disclosure: "closed", phase, isPublished: false })).toBe("closed");
      expect(computeShownDisclosure({ disclosure: "progress", phase, isPublished: false })).toBe("progress");
      expect(computeShownDisclosure({ disclosure: "blind", phase, isPublished: false })).toBe("blind");
    }
  });

  it("shows no board before judging", () => {
    for (const disclosure of DISCLOSURES) {
      expect(computeShownDisclosure({ disclosure, phase: "draw", isPublished: false })).toBe("closed");
    }
  });

  it("shows names neither before publication nor before unblinding, whatever was set", () => {
    for (const phase of ROUND_PHASES) {
      expect(computeShownDisclosure({ disclosure: "named", phase, isPublished: false })).not.toBe("named");
    }
    for (const phase of ["judging", "recheck"] as const) {
      expect(computeShownDisclosure({ disclosure: "named", phase, isPublished: true })).toBe("blind");
    }
  });

  it("shows published results by name, whatever was set before", () => {
    for (const disclosure of DISCLOSURES) {
      expect(computeShownDisclosure({ disclosure, phase: "published", isPublished: true })).toBe("named");
      expect(computeShownDisclosure({ disclosure, phase: "settled", isPublished: true })).toBe("named");
    }
  });
});
