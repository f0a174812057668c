/**
 * The process in which the results bench measures: it sorts and computes the same rows, and answers each wish with milliseconds
 * of processor time, its own collector of garbage included.
 */
import { computeResults, type EntryMarks, type ResultRules } from "#app/domain/results/compute-results.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { createRows, type Row, WEIGHTS } from "./results-rows.ts";

const rows = createRows(100_000);
const entries: readonly EntryMarks[] = rows.map(({ entryId, fileMarks, timeUsed, eligible }) => ({
  entryId,
  status: "checked-in",
  eligible,
  isMarked: true,
  criteria: {},
  modules: {},
  fileMarks: fileMarks as EntryMarks["fileMarks"],
  penalty: hundredths(0),
  timeUsed,
  chiefOrder: null,
}));
const RULES: ResultRules = {
  ...DEFAULT_RULES,
  components: Object.entries(WEIGHTS).map(([key, weight]) => ({
    key,
    name: key,
    weight,
    passMark: hundredths(3200),
    source: "file",
    modules: [],
  })),
  tieBreaks: [
    { by: "component", id: "c5", order: "desc" },
    { by: "time", id: "", order: "asc" },
  ],
  scale: "scale-700",
};

/** The same order out of totals that are there already: the least that could rank these rows. */
function compareRows(left: Row, right: Row): number {
  return (
    right.total - left.total ||
    (right.fileMarks.c5 ?? 0) - (left.fileMarks.c5 ?? 0) ||
    left.timeUsed - right.timeUsed ||
    (left.entryId < right.entryId ? -1 : 1)
  );
}

const WORKS: Readonly<Record<string, () => number>> = {
  floor: () => [...rows].sort(compareRows).length,
  subject: () => computeResults(entries, RULES, { givesAwards: true }).length,
};

process.on("message", (wish: string) => {
  const before = process.cpuUsage();
  const length = WORKS[wish]?.();
  const { user, system } = process.cpuUsage(before);
  if (length !== rows.length) throw new Error(`${wish} ranked ${length} of ${rows.length}`);
  process.send?.((user + system) / 1_000);
});
// Nobody measures the first runs of a program: it is still being compiled.
for (let round = 0; round < 3; round += 1) for (const work of Object.values(WORKS)) work();
process.send?.("ready");
