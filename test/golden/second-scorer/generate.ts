/** Competitions out of a seed: every setting comes up, marks are so few that ties are many, and records are untidy as in a hall. */

import type {
  AspectOnFile,
  AwardsOnFile,
  ChangeOnFile,
  CriterionOnFile,
  EntryOnFile,
  FormOnFile,
  HallLineOnFile,
  RevisionOnFile,
  RoundOnFile,
  RulesOnFile,
  SchemeOnFile,
  Status,
  SubCriterionOnFile,
} from "./document.ts";

export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0;
  }
  /** From 0 to below; mulberry32. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
  pick<Item>(...items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
  /** True once in so many times. */
  once(of: number): boolean {
    return this.below(of) === 0;
  }
}

export function generateRound(seed: number): RoundOnFile {
  const dice = new Dice(seed);
  const scheme = generateScheme(dice);
  const rules = generateRules(dice, scheme);
  const panels = new Map<string, string[]>();
  for (const { subCriteria } of scheme.criteria) {
    for (const { id } of subCriteria) panels.set(id, ["j1", "j2", "j3", "j4", "j5"].slice(0, dice.pick(3, 3, 4, 5)));
  }
  const count = dice.pick(0, 1, 3, 4, 5, 6, 8, 12, 20);
  const entries: EntryOnFile[] = [];
  for (let index = 0; index < count; index += 1) {
    // Every now and then an entry repeats the marks of the one before it, so that ties reach through all tie-breaks.
    const twin = index > 0 && dice.once(4) ? entries[index - 1] : undefined;
    entries.push(generateEntry(dice, `e${String(index).padStart(2, "0")}`, scheme, rules, panels, twin));
  }
  const rescoreSets = Array.from({ length: dice.pick(0, 0, 1, 2) }, () =>
    Array.from({ length: 1 + dice.below(3) }, () => generateChange(dice, scheme, rules, entries)).flat(),
  );
  return { scheme, rules, entries, rescoreSets };
}

function generateScheme(dice: Dice): SchemeOnFile {
  const modules = dice.once(3)
    ? []
    : [
        { id: "M1", name: "One" },
        { id: "M2", name: "Two" },
      ];
  const criteria: CriterionOnFile[] = ["A", "B", "C"].slice(0, 1 + dice.below(3)).map((id) => {
    const subCriteria = Array.from({ length: 1 + dice.below(2) }, (_, index) => generateSubCriterion(dice, `${id}${index + 1}`));
    const maximum = subCriteria.reduce((sum, { aspects }) => sum + aspects.reduce((all, aspect) => all + aspect.maximum, 0), 0);
    return { id, name: id, maximum, subCriteria, ...(modules.length > 0 ? { module: dice.pick("M1", "M2") } : {}) };
  });
  return { criteria, ...(modules.length > 0 ? { modules } : {}) };
}

function generateSubCriterion(dice: Dice, id: string): SubCriterionOnFile {
  const aspects = Array.from({ length: 1 + dice.below(2) }, (_, index): AspectOnFile => {
    const maximum = dice.pick(100, 175, 200, 333);
    const base = { id: `${id}.${index + 1}`, text: "aspect", maximum };
    if (dice.once(3)) return { ...base, kind: "judgement", descriptors: ["0", "1", "2", "3"] };
    const way = dice.pick<AspectOnFile["way"]>(
      undefined,
      { kind: "stated" },
      { kind: "yes-no" },
      { kind: "deduction", each: dice.pick(25, 60) },
      {
        kind: "table",
        unit: "mm",
        steps: [{ upTo: 50, mark: maximum }, { upTo: 120, mark: 50 }, ...(dice.once(2) ? [{ upTo: null, mark: 10 }] : [])],
      },
    );
    const each = dice.pick<AspectOnFile["each"]>(undefined, "mean", "trimmed-mean", "median");
    return { ...base, kind: "measurement", ...(way ? { way } : {}), ...(each ? { each } : {}) };
  });
  return { id, name: id, day: 1, aspects };
}

function generateRules(dice: Dice, scheme: SchemeOnFile): RulesOnFile {
  const component = (key: string, weight: number, source: "scheme" | "file", modules: string[] = []) => {
    return { key, name: key, weight, passMark: dice.once(2) ? dice.pick(100, 200, 300) : null, source, modules };
  };
  const named = scheme.modules && dice.once(2) ? ["M1"] : [];
  const components = dice.pick<RulesOnFile["components"]>(
    [],
    [component("theory", 30, "file"), component("practical", 70, "scheme", named)],
    [component("theory", 25, "file"), component("practical", 55, "scheme", named), component("defence", 20, "file")],
    [component("theory", 0, "file"), component("practical", 100, "scheme")],
  );
  const candidates: RulesOnFile["tieBreaks"] = [
    { by: "time", id: "", order: dice.pick("asc", "desc") },
    { by: "criterion", id: "A", order: dice.pick("asc", "desc") },
    ...(scheme.modules ? [{ by: "module" as const, id: "M2", order: dice.pick<"asc" | "desc">("asc", "desc") }] : []),
    ...components.map(({ key }) => ({ by: "component" as const, id: key, order: dice.pick<"asc" | "desc">("asc", "desc") })),
  ];
  const scale = dice.pick<RulesOnFile["scale"]>("none", "scale-700", "scale-500");
  return {
    spreadLimit: dice.pick(1, 1, 0, 2),
    components,
    failed: dice.pick("last", "by-total"),
    roundingPlace: dice.pick(2, 2, 1, 0),
    tieBreaks: candidates.filter(() => dice.once(3)),
    lastTie: dice.pick("share", "chief"),
    scale,
    award: generateAwards(dice, scale),
  };
}

function generateAwards(dice: Dice, scale: RulesOnFile["scale"]): AwardsOnFile {
  const limits = {
    base: dice.pick<"started" | "registered">("started", "registered"),
    minimumMark: dice.once(4) ? dice.pick(100, 250) : null,
    minimumEntries: dice.pick<AwardsOnFile["minimumEntries"]>(
      [],
      [
        { below: 5, tiers: ["first"] },
        { below: 6, tiers: ["first", "second"] },
      ],
      [
        { below: 6, tiers: ["first", "second"] },
        { below: 4, tiers: [] },
      ],
    ),
  };
  const cuts = {
    excellenceTo: dice.pick(null, 50, 80, 100),
    rounding: dice.pick<"up" | "half-up" | "down">("up", "half-up", "down"),
    tiesAtCut: dice.pick<"in" | "out">("in", "out"),
  };
  const number = (most: number) => dice.below(most + 1);
  switch (dice.below(3)) {
    case 0:
      return {
        ...limits,
        ...cuts,
        scheme: "share-of-entries",
        shares: { first: number(20), second: number(30), third: number(30) },
      };
    case 1:
      return { ...limits, ...cuts, scheme: "fixed-counts", counts: { first: number(3), second: number(4), third: number(5) } };
    default: {
      const on = scale === "none" ? "total" : dice.pick<"total" | "scaleScore">("total", "scaleScore");
      const medallionFrom = on === "total" ? dice.pick(null, 200, 300) : dice.pick(null, scale === "scale-700" ? 700 : 500);
      return {
        ...limits,
        scheme: "medals-with-tolerance",
        on,
        tolerance: on === "total" ? dice.pick(0, 10, 50) : dice.pick(0, 2, 9),
        medallionFrom,
      };
    }
  }
}

function generateEntry(
  dice: Dice,
  id: string,
  scheme: SchemeOnFile,
  rules: RulesOnFile,
  panels: ReadonlyMap<string, string[]>,
  twin: EntryOnFile | undefined,
): EntryOnFile {
  const status = dice.once(4)
    ? dice.pick<Status>("expected", "absent", "withdrawn", "disqualified", "out-of-competition")
    : "checked-in";
  const forms = scheme.criteria
    .flatMap(({ subCriteria }) => subCriteria)
    .filter(() => !dice.once(15))
    .map((subCriterion) => generateForm(dice, subCriterion, panels.get(subCriterion.id) ?? [], rules.spreadLimit));
  const fileMarks: Record<string, number> = {};
  for (const { key, source } of rules.components) if (source === "file" && !dice.once(8)) fileMarks[key] = 50 * dice.below(9);
  const own = { forms: dice.once(12) ? [] : forms, fileMarks, hallRecord: generateHallRecord(dice) };
  const chiefOrder = dice.once(2) ? null : 1 + dice.below(3);
  return {
    id,
    status,
    eligible: !dice.once(6),
    ...(twin ? structuredClone({ forms: twin.forms, fileMarks: twin.fileMarks, hallRecord: twin.hallRecord }) : own),
    chiefOrder,
  };
}

/** Scores that had to be given again, values that were corrected, a judge who is not of the panel, and rows out of order. */
function generateForm(dice: Dice, { id, aspects }: SubCriterionOnFile, team: string[], spreadLimit: number): FormOnFile {
  const revisions: RevisionOnFile[] = [];
  let sequence = 0;
  const enter = (aspectId: string, judgeId: string, value: number, scoreRound = 1) => {
    sequence += 1 + dice.below(3);
    revisions.push({ sequence, aspectId, judgeId, scoreRound, value });
  };
  const isComplete = !dice.once(25);
  for (const aspect of aspects) {
    if (aspect.kind === "judgement") {
      const rounds = 1 + dice.below(2);
      for (let scoreRound = 1; scoreRound <= rounds; scoreRound += 1) {
        const isWide = scoreRound < rounds && spreadLimit < 3;
        const lowest = dice.below(isWide ? 1 : 4 - spreadLimit > 0 ? 4 - spreadLimit : 1);
        team.forEach((judgeId, index) => {
          const score = isWide ? (index === 0 ? 0 : 3) : lowest + dice.below(Math.min(spreadLimit, 3 - lowest) + 1);
          if (dice.once(10)) enter(aspect.id, judgeId, dice.below(4), scoreRound);
          enter(aspect.id, judgeId, score, scoreRound);
        });
      }
    } else {
      const judges = aspect.each ? team : [dice.pick(...team)];
      for (const judgeId of judges) {
        if (dice.once(6)) enter(aspect.id, aspect.each ? judgeId : dice.pick(...team), generateValue(dice, aspect));
        enter(aspect.id, judgeId, generateValue(dice, aspect));
      }
    }
    if (dice.once(10)) enter(aspect.id, "stranger", 1);
  }
  if (!isComplete) revisions.splice(dice.below(revisions.length || 1), 1);
  for (let at = revisions.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    const [one, two] = [revisions[at] as RevisionOnFile, revisions[other] as RevisionOnFile];
    revisions[at] = two;
    revisions[other] = one;
  }
  return { subCriterionId: id, team: [...team].reverse(), revisions };
}

function generateValue(dice: Dice, { way, maximum }: AspectOnFile): number {
  switch (way?.kind) {
    case "yes-no":
      return dice.below(2);
    case "deduction":
      return dice.below(6);
    case "table":
      return dice.pick(-10, 0, 50, 51, 120, 121, 400);
    default:
      return dice.pick(0, 50, 99, maximum);
  }
}

function generateHallRecord(dice: Dice): HallLineOnFile[] {
  const line = (kind: HallLineOnFile["kind"], at: number, seconds: number | null, penalty: number | null) => ({
    kind,
    at,
    seconds,
    penalty,
  });
  const lines: HallLineOnFile[] = [];
  if (!dice.once(5)) lines.push(line("start", 1_000 * dice.below(3), null, null));
  if (!dice.once(5)) lines.push(line("stop", 60_000 + 500 * dice.below(6), null, null));
  if (dice.once(6)) lines.push(line("stop", 90_000, null, null), line("start", 30_000, null, null));
  if (dice.once(4)) lines.push(line("added-time", 5_000, dice.pick(1, 30, 500), null));
  if (dice.once(4)) lines.push(line("penalty", 6_000, null, dice.pick(10, 100, 2_000)));
  if (dice.once(4)) lines.push(line("note", 7_000, null, null));
  return lines.reverse();
}

function generateChange(dice: Dice, scheme: SchemeOnFile, rules: RulesOnFile, entries: readonly EntryOnFile[]): ChangeOnFile[] {
  if (entries.length === 0) return [];
  const entryId = dice.pick(...entries).id;
  const files = rules.components.filter(({ source }) => source === "file");
  const aspects = scheme.criteria.flatMap(({ subCriteria }) => subCriteria.flatMap((subCriterion) => subCriterion.aspects));
  const change = dice.pick<() => ChangeOnFile>(
    () => ({ kind: "aspect", entryId, aspectId: dice.pick(...aspects).id, mark: dice.pick(0, 50, 100) }),
    () => ({ kind: "penalty", entryId, penalty: dice.pick(0, 50) }),
    () => ({ kind: "time", entryId, seconds: dice.pick(0, 40, 60) }),
    () => ({
      kind: "participation",
      entryId,
      participation: dice.pick("checked-in", "disqualified", "withdrawn", "out-of-competition"),
    }),
    ...(files.length > 0
      ? [() => ({ kind: "component" as const, entryId, component: dice.pick(...files).key, mark: 50 * dice.below(9) })]
      : []),
  );
  return [change()];
}
