/** The process in which the results bench measures: it sorts and computes the same rows. */
import { computeResults, type EntryMarks, type ResultRules } from "#app/domain/results/compute-results.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { answerWishes } from "./measuring-process.ts";
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

const require = (length: number) => {
  if (length !== rows.length) throw new Error(`${length} of ${rows.length} were ranked`);
};

answerWishes(
  {
    floor: () => require([...rows].sort(compareRows).length),
    subject: () => require(computeResults(entries, RULES, { givesAwards: true }).length),
  },
  { warmUps: 3 },
);
