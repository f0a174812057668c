/**
 * The second scorer: from the facts on file to places and awards by plain loops and exact fractions, written from the rules of
 * the house (DOMAIN 5 to 8) and not from the program that it checks. It is slow on purpose: every entry is held against every other.
 */

import type {
  AspectOnFile,
  AwardsOnFile,
  Cell,
  EntryOnFile,
  FormOnFile,
  RevisionOnFile,
  RoundOnFile,
  RulesOnFile,
  Tier,
} from "./document.ts";
import { add, ceil, compare, divide, type Fraction, floor, fraction, multiply, roundHalfUp, subtract } from "./fraction.ts";

/** What is known of one entry before it is held against others; marks are whole hundredths. */
export type Earned = {
  id: string;
  status: EntryOnFile["status"];
  eligible: boolean;
  chiefOrder: number | null;
  total: bigint | null;
  passed: boolean;
  penalty: bigint;
  components: (bigint | null)[];
  /** Of each tie-break, in their order. */
  values: (bigint | null)[];
};

/** The steps that can be replaced, so that a fault can be planted in each. */
export const STEPS = {
  round: roundHalfUp,
  latest: (one: RevisionOnFile, other: RevisionOnFile) => one.sequence > other.sequence,
  isTooWide: (spread: number, limit: number) => spread > limit,
  trimmed: (sorted: bigint[]) => sorted.slice(1, sorted.length - 1),
  middle: (sorted: Fraction[]) => {
    const half = Math.floor(sorted.length / 2);
    if (sorted.length % 2 === 1) return sorted[half] as Fraction;
    return divide(add(sorted[half - 1] as Fraction, sorted[half] as Fraction), fraction(2));
  },
  lastWord: <Word>(words: Word[]) => words[words.length - 1] as Word,
  isInScale: (one: Earned) => (one.status === "checked-in" || one.status === "out-of-competition") && one.total !== null,
  isInBase: (one: Earned, base: AwardsOnFile["base"]) =>
    one.eligible && one.status !== "out-of-competition" && (base === "registered" || one.status === "checked-in"),
  canWin: (one: Earned, place: number | null) => one.eligible && one.passed && place !== null,
  /** The value from which a group of medals is measured. */
  bestOfGroup: (group: bigint[]) => group[0] as bigint,
  isWorse: (one: bigint | null, other: bigint | null, order: "asc" | "desc") => {
    if (one === null || other === null) return one === null && other !== null;
    return order === "asc" ? one > other : one < other;
  },
};
export type Steps = typeof STEPS;

export function scoreRound(file: RoundOnFile, steps: Steps = STEPS): Map<string, Cell> {
  const all = file.entries.map((entry) => earn(file, entry, steps));
  const places = all.map((one) => findPlace(one, all, file.rules, steps));
  const scales = listScaleScores(all, file.rules, steps);
  const awards = listAwards(all, places, scales, file.rules.award, steps);
  const cells = new Map<string, Cell>();
  all.forEach((one, index) => {
    const { place, tied, openTie } = places[index] as Place;
    const scale = scales[index] ?? null;
    cells.set(one.id, {
      total: one.total === null ? null : Number(one.total),
      place,
      tied,
      openTie,
      passed: one.passed,
      scaleScore: scale === null ? null : Number(scale),
      award: awards[index] ?? null,
    });
  });
  return cells;
}

export function earn(file: RoundOnFile, entry: EntryOnFile, steps: Steps): Earned {
  const { rules, scheme } = file;
  const changes = file.rescoreSets.flat().filter((change) => change.entryId === entry.id);
  const ruled = <Kind extends (typeof changes)[number]["kind"]>(kind: Kind) =>
    changes.filter((change): change is Extract<(typeof changes)[number], { kind: Kind }> => change.kind === kind);
  const criteria = new Map<string, bigint>();
  const modules = new Map<string, bigint>();
  let whole = 0n;
  let marked = 0;
  for (const module of scheme.modules ?? []) modules.set(module.id, 0n);
  for (const criterion of scheme.criteria) {
    let sum = 0n;
    for (const subCriterion of criterion.subCriteria) {
      const form = entry.forms.find(({ subCriterionId }) => subCriterionId === subCriterion.id);
      const marks = form ? subCriterion.aspects.map((aspect) => markAspect(aspect, form, rules.spreadLimit, steps)) : [null];
      if (marks.includes(null)) continue;
      marked += 1;
      subCriterion.aspects.forEach(({ id }, index) => {
        const words = ruled("aspect").filter(({ aspectId }) => aspectId === id);
        sum += words.length > 0 ? BigInt(steps.lastWord(words).mark) : (marks[index] as bigint);
      });
    }
    criteria.set(criterion.id, sum);
    whole += sum;
    if (criterion.module !== undefined) modules.set(criterion.module, (modules.get(criterion.module) ?? 0n) + sum);
  }
  const components = rules.components.map((component) => {
    if (component.source === "file") {
      const words = ruled("component").filter(({ component: key }) => key === component.key);
      const mark = words.length > 0 ? steps.lastWord(words).mark : entry.fileMarks[component.key];
      return mark === undefined ? null : BigInt(mark);
    }
    if (marked === 0) return null;
    if (component.modules.length === 0) return whole;
    return component.modules.reduce((sum, id) => sum + (modules.get(id) ?? 0n), 0n);
  });
  const penaltyWords = ruled("penalty");
  const penalty = penaltyWords.length > 0 ? BigInt(steps.lastWord(penaltyWords).penalty) : addPenalties(entry);
  const timeWords = ruled("time");
  const time = timeWords.length > 0 ? BigInt(steps.lastWord(timeWords).seconds) : measureTime(entry);
  const statusWords = ruled("participation");
  return {
    id: entry.id,
    status: statusWords.length > 0 ? steps.lastWord(statusWords).participation : entry.status,
    eligible: entry.eligible,
    chiefOrder: entry.chiefOrder,
    total: addTotal(rules, components, marked > 0 ? whole : null, penalty, steps),
    passed: rules.components.every(({ passMark }, index) => {
      const mark = components[index] ?? null;
      return passMark === null || mark === null || mark >= BigInt(passMark);
    }),
    penalty,
    components,
    values: rules.tieBreaks.map(({ by, id }) => {
      if (by === "time") return time;
      if (by === "criterion") return criteria.get(id) ?? null;
      if (by === "module") return modules.get(id) ?? null;
      return components[rules.components.findIndex(({ key }) => key === id)] ?? null;
    }),
  };
}

function addTotal(
  rules: RulesOnFile,
  components: (bigint | null)[],
  whole: bigint | null,
  penalty: bigint,
  steps: Steps,
): bigint | null {
  let total = whole;
  if (rules.components.length > 0) {
    if (components.every((mark) => mark === null)) return null;
    let sum = fraction(0);
    rules.components.forEach(({ weight }, index) => {
      sum = add(sum, multiply(fraction(weight, 100), fraction(components[index] ?? 0n)));
    });
    const unit = 10n ** BigInt(2 - rules.roundingPlace);
    total = steps.round(divide(sum, fraction(unit))) * unit;
  }
  if (total === null) return null;
  return total > penalty ? total - penalty : 0n;
}

function markAspect(aspect: AspectOnFile, form: FormOnFile, spreadLimit: number, steps: Steps): bigint | null {
  const own = form.revisions.filter(({ aspectId, judgeId }) => aspectId === aspect.id && form.team.includes(judgeId));
  const latestOf = (rows: RevisionOnFile[]) => {
    let latest: RevisionOnFile | null = null;
    for (const row of rows) if (latest === null || steps.latest(row, latest)) latest = row;
    return latest;
  };
  if (aspect.kind === "judgement") {
    for (let round = 1; ; round += 1) {
      const scores: number[] = [];
      for (const judge of form.team) {
        const latest = latestOf(own.filter(({ judgeId, scoreRound }) => judgeId === judge && scoreRound === round));
        if (latest) scores.push(latest.value);
      }
      if (scores.length < form.team.length) return null;
      if (steps.isTooWide(Math.max(...scores) - Math.min(...scores), spreadLimit)) continue;
      const sum = scores.reduce((all, score) => all + score, 0);
      return steps.round(fraction(sum * aspect.maximum, 3 * scores.length));
    }
  }
  if (aspect.each === undefined) {
    const latest = latestOf(own);
    return latest === null ? null : earnBy(aspect, latest.value);
  }
  const marks: bigint[] = [];
  for (const judge of form.team) {
    const latest = latestOf(own.filter(({ judgeId }) => judgeId === judge));
    if (latest === null) return null;
    marks.push(earnBy(aspect, latest.value));
  }
  marks.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  if (aspect.each === "median") return steps.round(steps.middle(marks.map((mark) => fraction(mark))));
  const counted = aspect.each === "mean" ? marks : steps.trimmed(marks);
  return steps.round(
    fraction(
      counted.reduce((sum, mark) => sum + mark, 0n),
      counted.length,
    ),
  );
}

function earnBy({ way, maximum }: AspectOnFile, value: number): bigint {
  if (way?.kind === "yes-no") return value === 1 ? BigInt(maximum) : 0n;
  if (way?.kind === "deduction") return BigInt(Math.max(0, maximum - value * way.each));
  if (way?.kind === "table") {
    for (const { upTo, mark } of way.steps) if (upTo === null || value <= upTo) return BigInt(mark);
    return 0n;
  }
  return BigInt(value);
}

function measureTime({ hallRecord }: EntryOnFile): bigint | null {
  let start: number | null = null;
  let stop: number | null = null;
  let added = 0;
  for (const { kind, at, seconds } of hallRecord) {
    if (kind === "start" && (start === null || at < start)) start = at;
    if (kind === "stop" && (stop === null || at > stop)) stop = at;
    if (kind === "added-time") added += seconds ?? 0;
  }
  if (start === null || stop === null) return null;
  const used = floor(fraction(stop - start, 1000)) - BigInt(added);
  return used > 0n ? used : 0n;
}

function addPenalties({ hallRecord }: EntryOnFile): bigint {
  let sum = 0n;
  for (const { kind, penalty } of hallRecord) if (kind === "penalty") sum += BigInt(penalty ?? 0);
  return sum;
}

type Place = { place: number | null; tied: boolean; openTie: boolean };

function findPlace(one: Earned, all: Earned[], rules: RulesOnFile, steps: Steps): Place {
  const isRanked = ({ status, total }: Earned) => status === "checked-in" && total !== null;
  if (!isRanked(one)) return { place: null, tied: false, openTie: false };
  let ahead = 0;
  const equals: Earned[] = [];
  for (const other of all) {
    if (!isRanked(other)) continue;
    if (isBehind(one, other, rules, steps)) ahead += 1;
    else if (!isBehind(other, one, rules, steps)) equals.push(other);
  }
  if (rules.lastTie === "share" || equals.length === 1) return { place: ahead + 1, tied: equals.length > 1, openTie: false };
  if (equals.some(({ chiefOrder }) => chiefOrder === null)) return { place: ahead + 1, tied: true, openTie: true };
  const order = one.chiefOrder as number;
  const before = equals.filter(({ chiefOrder }) => (chiefOrder as number) < order).length;
  const beside = equals.filter(({ chiefOrder }) => chiefOrder === order).length;
  return { place: ahead + before + 1, tied: beside > 1, openTie: false };
}

/** Whether the first stands behind the second by what the rules order. */
function isBehind(one: Earned, other: Earned, rules: RulesOnFile, steps: Steps): boolean {
  if (rules.failed === "last" && one.passed !== other.passed) return !one.passed;
  if (one.total !== other.total) return (one.total as bigint) < (other.total as bigint);
  for (let index = 0; index < rules.tieBreaks.length; index += 1) {
    const [mine, his] = [one.values[index] ?? null, other.values[index] ?? null];
    const { order } = rules.tieBreaks[index] as RulesOnFile["tieBreaks"][number];
    if (steps.isWorse(mine, his, order)) return true;
    if (steps.isWorse(his, mine, order)) return false;
  }
  return false;
}

function listScaleScores(all: Earned[], { scale }: RulesOnFile, steps: Steps): (bigint | null)[] {
  const inScale = all.filter(steps.isInScale).map(({ total }) => fraction(total as bigint));
  if (scale === "none" || inScale.length === 0) return all.map(() => null);
  const score = scale === "scale-700" ? createScale700(inScale, steps) : createScale500(inScale);
  return all.map((one) => (steps.isInScale(one) ? score(fraction(one.total as bigint)) : null));
}

function createScale700(totals: Fraction[], steps: Steps): (total: Fraction) => bigint {
  const median = steps.middle([...totals].sort(compare));
  const deviations = totals.map((total) => {
    const difference = subtract(total, median);
    return compare(difference, fraction(0)) < 0 ? subtract(fraction(0), difference) : difference;
  });
  const mad = steps.middle(deviations.sort(compare));
  if (compare(mad, fraction(0)) === 0) return () => 700n;
  const unit = multiply(fraction(14_826, 10_000), mad);
  return (total) => steps.round(add(fraction(700), divide(multiply(fraction(30), subtract(total, median)), unit)));
}

/** The root is never taken: of all whole numbers the one is found whose half a unit below and above hold the exact value. */
function createScale500(totals: Fraction[]): (total: Fraction) => bigint {
  const count = fraction(totals.length);
  const mean = divide(totals.reduce(add), count);
  const variance = divide(totals.map((total) => multiply(subtract(total, mean), subtract(total, mean))).reduce(add), count);
  if (compare(variance, fraction(0)) === 0) return () => 500n;
  return (total) => {
    const distance = multiply(fraction(30), subtract(total, mean));
    let low = -10_000n;
    let high = 10_000n;
    while (low < high) {
      const middle = (low + high + 1n) / 2n + (low + high + 1n < 0n && (low + high + 1n) % 2n !== 0n ? -1n : 0n);
      if (compareToRoot(subtract(fraction(middle), fraction(1, 2)), variance, distance) <= 0) low = middle;
      else high = middle - 1n;
    }
    return 500n + low;
  };
}

/** The sign of factor x root(square) - value, by squares and signs. */
function compareToRoot(factor: Fraction, square: Fraction, value: Fraction): number {
  const zero = fraction(0);
  const [left, right] = [compare(factor, zero), compare(value, zero)];
  if (left !== right) return left < right ? -1 : 1;
  const difference = compare(multiply(multiply(factor, factor), square), multiply(value, value));
  return left < 0 ? -difference : difference;
}

const TIERS: readonly Tier[] = ["first", "second", "third"];

function listAwards(
  all: Earned[],
  places: Place[],
  scales: (bigint | null)[],
  award: AwardsOnFile,
  steps: Steps,
): (string | null)[] {
  let base = 0;
  for (const one of all) if (steps.isInBase(one, award.base)) base += 1;
  let given: readonly Tier[] = TIERS;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { below, tiers } of award.minimumEntries) {
    if (base < below && below < lowest) {
      lowest = below;
      given = tiers;
    }
  }
  const isBelow = (one: Earned) => award.minimumMark !== null && (one.total as bigint) < BigInt(award.minimumMark);
  const contenders = all
    .map((_, index) => index)
    .filter((index) => steps.canWin(all[index] as Earned, places[index]?.place ?? null));
  const awards: (string | null)[] = all.map(() => null);
  if (award.scheme === "medals-with-tolerance") {
    const measured = contenders.filter((index) => !isBelow(all[index] as Earned));
    giveMedals(
      awards,
      measured,
      (index) => (award.on === "total" ? (all[index]?.total ?? null) : (scales[index] ?? null)),
      award,
      given,
      steps,
    );
    return awards;
  }
  for (const index of contenders) {
    const { place, openTie } = places[index] as Place;
    const ahead = contenders.filter((other) => (places[other]?.place as number) < (place as number)).length;
    const beside = contenders.filter((other) => places[other]?.place === place).length;
    const best = findTier(ahead + 1, award, base, given, steps);
    const worst = findTier(ahead + beside, award, base, given, steps);
    const won = openTie ? (best === worst ? best : null) : award.tiesAtCut === "in" ? best : worst;
    awards[index] = isBelow(all[index] as Earned) ? null : won;
  }
  return awards;
}

function findTier(position: number, award: AwardsOnFile, base: number, given: readonly Tier[], steps: Steps): string | null {
  let sum = 0;
  for (const tier of TIERS) {
    sum += (award.scheme === "fixed-counts" ? award.counts : award.shares)?.[tier] ?? 0;
    const end = award.scheme === "fixed-counts" ? BigInt(sum) : takePart(base, sum, award, steps);
    if (given.includes(tier) && BigInt(position) <= end) return tier;
  }
  const { excellenceTo } = award;
  if (excellenceTo === null || excellenceTo === undefined) return null;
  return BigInt(position) <= takePart(base, excellenceTo, award, steps) ? "excellence" : null;
}

function takePart(base: number, percent: number, { rounding }: AwardsOnFile, steps: Steps): bigint {
  const exact = fraction(base * percent, 100);
  return rounding === "up" ? ceil(exact) : rounding === "down" ? floor(exact) : steps.round(exact);
}

/** The published rule of tied medals, group after group. */
function giveMedals(
  awards: (string | null)[],
  contenders: number[],
  measureOf: (index: number) => bigint | null,
  { tolerance, medallionFrom }: AwardsOnFile,
  given: readonly Tier[],
  steps: Steps,
): void {
  const rest = contenders.filter((index) => measureOf(index) !== null);
  rest.sort((one, other) => ((measureOf(one) as bigint) > (measureOf(other) as bigint) ? -1 : 1));
  const isNear = (best: bigint, value: bigint) => best - value <= BigInt(tolerance ?? 0);
  const takeGroup = () => {
    const group: number[] = [];
    while (rest.length > 0) {
      const next = rest[0] as number;
      if (
        group.length > 0 &&
        !isNear(steps.bestOfGroup(group.map((index) => measureOf(index) as bigint)), measureOf(next) as bigint)
      )
        break;
      group.push(next);
      rest.shift();
    }
    return group;
  };
  const reaches = (group: number[]) => {
    const [last, next] = [group[group.length - 1], rest[0]];
    return last !== undefined && next !== undefined && isNear(measureOf(last) as bigint, measureOf(next) as bigint);
  };
  const medals: [string, Tier, number[]][] = [];
  const gold = takeGroup();
  medals.push(["gold", "first", gold]);
  if (gold.length === 1) {
    const silver = takeGroup();
    medals.push(["silver", "second", silver]);
    if (silver.length === 1 || reaches(silver)) medals.push(["bronze", "third", takeGroup()]);
  } else if (gold.length === 2 || (gold.length > 2 && reaches(gold))) medals.push(["bronze", "third", takeGroup()]);
  const giveMedallion = (index: number) => {
    if (medallionFrom !== null && medallionFrom !== undefined && (measureOf(index) as bigint) >= BigInt(medallionFrom))
      awards[index] = "medallion";
  };
  for (const [medal, tier, group] of medals) {
    for (const index of group) {
      if (given.includes(tier)) awards[index] = medal;
      else giveMedallion(index);
    }
  }
  for (const index of rest) giveMedallion(index);
}
