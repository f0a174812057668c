/** The two shipped packs and people to ask them about; each case changes one thing of a plain winner. */
import { readFileSync } from "node:fs";
import type { FrozenOrganisation, PolicyFact, ResultFact, ResultMember } from "#app/domain/policy/facts.ts";
import { type Beneficiary, computeFindings, type Finding } from "#app/domain/policy/findings.ts";
import type { Amount, PolicyPack, RowKind } from "#app/domain/policy/pack.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { readPolicyPack } from "#app/forms/policy-pack.ts";

export function readSeed(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../seeds/${path}`, import.meta.url), "utf8"));
}

export function requirePack(name: string): PolicyPack {
  const decision = readPolicyPack(readSeed(`policies/${name}.json`));
  if (!decision.ok) throw new Error(`${name}: ${JSON.stringify(decision.refusals)}`);
  return decision.value;
}

/** The pack with the rows of these kinds only, for cases about one clause. */
export function onlyKinds(pack: PolicyPack, ...kinds: readonly RowKind[]): PolicyPack {
  return { ...pack, rows: pack.rows.filter(({ kind }) => kinds.includes(kind)) };
}

export function organisation(organisationId: string, kind: OrganisationKind, regionCode: string): FrozenOrganisation {
  return { organisationId, kind, regionCode };
}

/** Nothing known of him; a case says what is. */
export function member(memberId: string, known: Partial<ResultMember> = {}): ResultMember {
  return {
    memberId,
    residenceRegionCode: null,
    delegationRegionCode: null,
    employer: null,
    school: null,
    trainingOrganisation: null,
    ...known,
  };
}

/** The medal of a grade, as results of a medal scheme have it; a case about prizes says another award. */
function medalOf(awardGrade: ResultFact["awardGrade"] | undefined): ResultFact["award"] {
  return ([null, "gold", "silver", "bronze"] as const)[awardGrade ?? 0] ?? null;
}

/** The first grade in the final of the Beijing competition, by a person who works in Tongzhou and was trained there. */
export function beijingWinner(changes: Partial<ResultFact> = {}): ResultFact {
  const { awardGrade = 1 } = changes;
  return {
    kind: "result",
    tier: "city",
    class: "class-1",
    hostRegionCodes: ["110000"],
    entryKind: "individual",
    roundReached: "final",
    participation: "checked-in",
    award: medalOf(awardGrade),
    awardGrade,
    members: [
      member("m1", {
        delegationRegionCode: "110000",
        employer: organisation("works", "enterprise", "110112"),
        trainingOrganisation: organisation("institute", "training", "110112"),
      }),
    ],
    ...changes,
  };
}

/** A finalist without a prize in the competition of Dalian city, sent by an enterprise of Ganjingzi. */
export function dalianFinalist(changes: Partial<ResultFact> = {}): ResultFact {
  return {
    kind: "result",
    tier: "city",
    class: "class-2",
    hostRegionCodes: ["210200"],
    entryKind: "individual",
    roundReached: "final",
    participation: "checked-in",
    award: medalOf(changes.awardGrade),
    awardGrade: null,
    members: [member("m1", { employer: organisation("shipyard", "enterprise", "210211") })],
    ...changes,
  };
}

/** Row, outcome and reason codes, one line each: what a table of expectations compares. */
export function inShort(findings: readonly Finding[]): string[] {
  return findings.map(({ rowId, outcome, reasons }) => [rowId, outcome, ...reasons.map(({ code }) => code)].join(" "));
}

/** Yuan of an amount as the documents write it: "300000", "≤7000000" a ceiling, "?" not said, "-" nothing in money. */
function inYuan(amount: Amount): string {
  if (amount.kind === "unknown") return "?";
  if (amount.kind === "none") return "-";
  return `${amount.kind === "ceiling" ? "≤" : ""}${amount.fen / 100}`;
}

/**
 * What one row says to a fact, in short: "owed 300000", "needs-decision 1500 joint-host", "not-met tier-differs"; several
 * beneficiaries with a semicolon between; "silent" where the row has nothing to say to such a fact.
 * @throws Error when the pack has no such row
 */
export function answerOf(pack: PolicyPack, rowId: string, fact: PolicyFact, onDate = "2026-11-20"): string {
  if (!pack.rows.some(({ id }) => id === rowId)) throw new Error(`${pack.name} has no row ${rowId}`);
  const answers = computeFindings(fact, [pack], onDate)
    .filter((finding) => finding.rowId === rowId)
    .map(({ outcome, amount, reasons }) =>
      [outcome, ...(amount ? [inYuan(amount)] : []), ...reasons.map(({ code }) => code)].join(" "),
    );
  return answers.join("; ") || "silent";
}

/** The rows that say more than "not met" to a fact, each with its amount. */
export function listMet(pack: PolicyPack, fact: PolicyFact, onDate = "2026-11-20"): string[] {
  return computeFindings(fact, [pack], onDate).flatMap(({ rowId, outcome, amount }) =>
    outcome === "not-met" || amount === null ? [] : [`${rowId} ${inYuan(amount)}`],
  );
}

/**
 * What several facts together come to, by clause and beneficiary: exact amounts added up, then each ceiling and each unknown by
 * itself: "400000", "≤10000 + ≤10000", "?". What is not money is left out.
 */
export function sumMet(pack: PolicyPack, facts: readonly PolicyFact[], onDate = "2026-11-20"): Readonly<Record<string, string>> {
  const sums = new Map<string, { exact: number; others: string[] }>();
  for (const { clause, outcome, amount, beneficiary } of facts.flatMap((fact) => computeFindings(fact, [pack], onDate))) {
    if (outcome === "not-met" || amount === null || amount.kind === "none") continue;
    const key = `${clause} ${nameOf(beneficiary)}`;
    const sum = sums.get(key) ?? { exact: 0, others: [] };
    if (amount.kind === "exact") sum.exact += amount.fen / 100;
    else sum.others.push(inYuan(amount));
    sums.set(key, sum);
  }
  return Object.fromEntries(
    [...sums].map(([key, { exact, others }]) => [key, [...(exact > 0 ? [String(exact)] : []), ...others].join(" + ")]),
  );
}

function nameOf(beneficiary: Beneficiary): string {
  if (beneficiary.kind === "person") return beneficiary.memberId;
  return beneficiary.kind === "team" ? beneficiary.memberIds.join("+") : (beneficiary.organisationId ?? "?");
}
