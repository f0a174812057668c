/** The two files of a trial calculation for a round on file, and the answer that the second scorer expects, written by plain loops. */

import type { AwardsOnFile, RoundOnFile, RulesOnFile } from "./document.ts";
import { earn, STEPS, type Steps, scoreRound } from "./score.ts";

export type TrialFiles = { rules: string; entries: string; expected: string };

export function writeTrialFiles(file: RoundOnFile, steps: Steps = STEPS): TrialFiles {
  const { rules } = file;
  const weighs = rules.components.length > 0;
  const cells = scoreRound(file, steps);
  const extra = rules.tieBreaks.map((tieBreak, index) => ({ index, ...tieBreak })).filter(({ by }) => by !== "component");
  const header = [
    "entry",
    "status",
    "eligible",
    ...(weighs ? [...rules.components.map(({ key }) => key), "taken off"] : ["total"]),
    ...extra.map(toKey),
    "order",
  ];
  const rows = [header];
  for (const entry of file.entries) {
    const earned = earn(file, entry, steps);
    const { total } = cells.get(entry.id) ?? { total: null };
    rows.push([
      entry.id,
      earned.status === "checked-in" ? "started" : earned.status === "expected" ? "absent" : earned.status,
      entry.eligible ? "yes" : "no",
      ...(weighs ? [...earned.components.map(toText), toText(earned.penalty)] : [total === null ? "" : toText(BigInt(total))]),
      ...extra.map(({ by, index }) =>
        by === "time" ? toTime(earned.values[index] ?? null) : toText(earned.values[index] ?? null),
      ),
      entry.chiefOrder === null ? "" : String(entry.chiefOrder),
    ]);
  }
  const answers = file.entries.map(({ id }, index) => ({ id, index, cell: cells.get(id) }));
  answers.sort((one, other) => {
    const [mine, his] = [one.cell?.place ?? Number.POSITIVE_INFINITY, other.cell?.place ?? Number.POSITIVE_INFINITY];
    return mine === his ? one.index - other.index : mine - his;
  });
  const expected = ["entry,total,place,scaleScore,award"];
  for (const { id, cell } of answers) {
    const total = cell?.total ?? null;
    const place = cell?.openTie ? "" : String(cell?.place ?? "");
    expected.push(
      [id, total === null ? "" : toText(BigInt(total)), place, String(cell?.scaleScore ?? ""), cell?.award ?? ""].join(","),
    );
  }
  return {
    rules: JSON.stringify(toRules(rules, weighs)),
    entries: rows.map((row) => `${row.join(",")}\r\n`).join(""),
    expected: expected.map((line) => `${line}\n`).join(""),
  };
}

function toRules(rules: RulesOnFile, weighs: boolean): object {
  return {
    scale: rules.scale,
    awards: toAwards(rules.award),
    components: rules.components.map(({ key, weight, passMark }) => ({ key, weight, passMark: toPoints(passMark) })),
    tieBreak: rules.tieBreaks.map((tieBreak) => ({ key: toKey(tieBreak), order: tieBreak.order })),
    lastTie: rules.lastTie,
    minimumMark: toPoints(rules.award.minimumMark),
    minimumEntries: rules.award.minimumEntries,
    failed: rules.failed,
    roundingPlace: rules.roundingPlace,
    penaltyColumn: weighs ? "taken off" : null,
    chiefOrderColumn: "order",
  };
}

function toAwards({
  scheme,
  shares,
  counts,
  excellenceTo,
  rounding,
  tiesAtCut,
  on,
  tolerance,
  medallionFrom,
  base,
}: AwardsOnFile): object {
  if (scheme !== "medals-with-tolerance")
    return { scheme, ...(shares ? { shares } : { counts }), excellenceTo, rounding, tiesAtCut, base };
  const inPoints = (value: number | null | undefined) => (on === "total" ? toPoints(value ?? null) : value);
  return { scheme, on, tolerance: inPoints(tolerance), medallionFrom: inPoints(medallionFrom), base };
}

function toKey({ by, id }: { by: string; id: string }): string {
  return by === "component" ? id : by === "time" ? "time" : `${by}-${id}`;
}

function toPoints(hundredths: number | null): number | null {
  return hundredths === null ? null : Number(toText(BigInt(hundredths)));
}

function toText(hundredths: bigint | null): string {
  if (hundredths === null) return "";
  const digits = String(hundredths).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function toTime(seconds: bigint | null): string {
  if (seconds === null) return "";
  const two = (value: bigint) => String(value).padStart(2, "0");
  return `${seconds / 3600n}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
}
