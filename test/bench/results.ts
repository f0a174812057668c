/** Bench `results`: the full computation of 100,000 entries with five components and ties against a plain sort of the same rows. */
import type { Bench } from "./bench.ts";
import { openMeasuringProcess } from "./measuring-process.ts";

export const results: Bench = {
  open: async () => {
    const { measure, end } = await openMeasuringProcess("results-process.ts");
    return {
      figures: [
        {
          name: "computation",
          unit: "x",
          of: "ratio",
          goal: { atMost: 5 },
          pairs: 11,
          floor: measure("floor"),
          subject: measure("subject"),
        },
      ],
      clear: end,
    };
  },
};
