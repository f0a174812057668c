/** Files to start a trial calculation from: one for each kind of award scheme. */

export type TrialExample = { readonly rules: string; readonly entries: string };

function toFile(rules: object): string {
  return `${JSON.stringify(rules, null, 2)}\n`;
}

export const TRIAL_EXAMPLES: Readonly<Record<"shares" | "medals" | "counts", TrialExample>> = {
  shares: {
    rules: toFile({
      scale: "none",
      components: [
        { key: "theory", weight: 30, passMark: 60 },
        { key: "practical", weight: 70 },
      ],
      tieBreak: [
        { key: "time", order: "asc" },
        { key: "practical", order: "desc" },
      ],
      awards: {
        scheme: "share-of-entries",
        shares: { first: 10, second: 20, third: 30 },
        base: "started",
        rounding: "half-up",
        tiesAtCut: "in",
      },
    }),
    entries: `entry,theory,practical,time,eligible,status
A01,85,90.5,1:12:30,yes,started
A02,91,87,1:05:10,yes,started
A03,78.5,92,1:20:00,yes,started
A04,59,95,1:01:45,yes,started
A05,88,84,1:18:20,yes,started
A06,80,80,1:11:00,no,started
A07,72,79,1:25:40,yes,started
A08,80,80,1:09:30,yes,started
A09,66.5,71,1:28:15,yes,started
A10,,,,yes,absent
`,
  },
  medals: {
    rules: toFile({
      scale: "scale-700",
      awards: { scheme: "medals-with-tolerance", on: "scaleScore", tolerance: 2, medallionFrom: 700 },
      minimumEntries: [
        { below: 6, tiers: ["gold", "silver"] },
        { below: 5, tiers: ["gold"] },
      ],
    }),
    entries: `entry,total
B01,61.42
B02,39.58
B03,15.00
B04,9.50
B05,8.00
B06,7.25
B07,1.00
B08,0.50
B09,0
`,
  },
  counts: {
    rules: toFile({
      scale: "none",
      awards: { scheme: "fixed-counts", counts: { first: 1, second: 2, third: 3 }, tiesAtCut: "in", excellenceTo: 80 },
      lastTie: "chief",
      minimumMark: 60,
    }),
    entries: `entry,total
C01,92.35
C02,88.10
C03,88.10
C04,85.00
C05,79.60
C06,79.60
C07,71.25
C08,58.00
`,
  },
};
