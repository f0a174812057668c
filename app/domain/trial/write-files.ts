/** The two files from which anyone can compute the results of a round again: by public code, without personal data. */

import type { EntryOutcome } from "#app/domain/results/compute-results.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { formatHundredths, type Hundredths } from "#app/domain/shared/units.ts";
import { writeCsv } from "#app/domain/trial/csv.ts";
import { STATUS_WRITTEN } from "#app/domain/trial/entries-words.ts";
import { CHIEF_ORDER_COLUMN, PENALTY_COLUMN, toTrialKey, toTrialRules } from "#app/domain/trial/trial-rules.ts";

export type PublishedEntry = Omit<EntryOutcome, "entryId"> & {
  /** Null for one that was never coded: it did not check in. */
  readonly publicCode: string | null;
  readonly criteria: Readonly<Record<string, Hundredths>>;
  readonly modules: Readonly<Record<string, Hundredths>>;
};

/** @param givesAwards false in a round that others follow */
export function writeTrialRules(rules: EventRules, givesAwards: boolean): string {
  const written = toTrialRules(rules);
  return `${JSON.stringify(givesAwards ? written : { ...written, awards: null }, null, 2)}\n`;
}

/** One row an entry in the order given, with the columns that the rules need and no other. */
export function writeTrialEntries(entries: readonly PublishedEntry[], rules: EventRules): string {
  const weighs = rules.components.length > 0;
  const tieBreaks = rules.tieBreaks.filter(({ by }) => by !== "component");
  const hasChief = rules.lastTie === "chief";
  const header = [
    "entry",
    "status",
    "eligible",
    ...(weighs ? [...rules.components.map(({ key }) => key), PENALTY_COLUMN] : ["total"]),
    ...tieBreaks.map(toTrialKey),
    ...(hasChief ? [CHIEF_ORDER_COLUMN] : []),
  ];
  let uncoded = 0;
  const rows = entries.map((entry) => {
    uncoded += entry.publicCode === null ? 1 : 0;
    return [
      entry.publicCode ?? `uncoded-${uncoded}`,
      STATUS_WRITTEN[entry.status],
      entry.eligible ? "yes" : "no",
      ...(weighs ? [...entry.components.map(({ mark }) => toText(mark)), toText(entry.penalty)] : [toText(entry.total)]),
      ...tieBreaks.map(({ by, id }) => {
        if (by === "time") return toTime(entry.timeUsed);
        return toText((by === "criterion" ? entry.criteria : entry.modules)[id] ?? null);
      }),
      // Decided ties stand in the order of their places; what is not decided has no order.
      ...(hasChief ? [entry.place === null || entry.openTie ? "" : String(entry.place)] : []),
    ];
  });
  return writeCsv([header, ...rows], "\r\n");
}

function toText(mark: Hundredths | null): string {
  return mark === null ? "" : formatHundredths(mark);
}

/** h:mm:ss */
function toTime(seconds: number | null): string {
  if (seconds === null) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = seconds % 3600;
  const [hours, minutes] = [(seconds - rest) / 3600, (rest - (rest % 60)) / 60];
  return `${hours}:${two(minutes)}:${two(rest % 60)}`;
}
