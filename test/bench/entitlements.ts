/** Bench `entitlements`: what the job costs for each of 100,000 final results against five packs, against each of 1,000. */
import { openAskedProcess } from "./asked-process.ts";
import type { Bench } from "./bench.ts";
import type { ComputeWish } from "./entitlements-process.ts";

const SMALL = 1_000;
const LARGE = 100_000;
/** The first worlds are computed by a program that is still being compiled; the floor is the middle of as many again. */
const WARM_UPS = 3;
const FLOORS = 3;

export const entitlements: Bench = {
  open: async () => {
    const { ask, end } = openAskedProcess<ComputeWish, number>("entitlements-process.ts");
    for (let round = 0; round < WARM_UPS; round += 1) await ask({ results: SMALL });
    return {
      figures: [
        {
          name: "cost-per-result",
          unit: "x",
          of: "ratio",
          goal: { atMost: 1.5 },
          // The large world takes minutes; a ratio of processor times hardly swings.
          pairs: 1,
          floor: async () => {
            const costs: number[] = [];
            while (costs.length < FLOORS) costs.push(await ask({ results: SMALL }));
            return costs.sort((left, right) => left - right)[FLOORS >> 1] ?? Number.NaN;
          },
          subject: () => ask({ results: LARGE }),
        },
      ],
      clear: end,
    };
  },
};
