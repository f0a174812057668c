/** The phases of a competition and of a round, apart from all other words: a tablet shows no others. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/phases.ts";

export default {
  competitionPhase: {
    draft: "In preparation",
    announced: "Announced",
    registration: "Registration",
    running: "Competition",
    publicity: "Publicity period",
    final: "In force",
    archived: "Archived",
  },
  roundPhase: {
    draw: "Draw",
    judging: "Marking",
    recheck: "Recheck",
    unblinded: "Unblinded",
    published: "On-site publication",
    settled: "Settled",
  },
} as const satisfies Same<typeof zh>;
