/** Bench `entitlements`: what five packs say of each of 100,000 final results, against each of 1,000. */
import type { Bench } from "./bench.ts";
import { openMeasuringProcess } from "./measuring-process.ts";

export const entitlements: Bench = {
  open: async () => {
    const { measure, end } = await openMeasuringProcess("entitlements-process.ts");
    return {
      figures: [
        {
          name: "cost-per-result",
          unit: "x",
          of: "ratio",
          goal: { atMost: 1.5 },
          pairs: 7,
          floor: measure("thousand"),
          subject: measure("hundred-thousand"),
        },
      ],
      clear: end,
    };
  },
};
