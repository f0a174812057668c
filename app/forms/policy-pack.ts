/** Checks a policy pack file and answers the pack, or every fault with the exact place in the file. */
import { z } from "zod";
import {
  AWARD_GRADES,
  CARRIERS,
  DOCUMENT_STATUSES,
  HONOURS,
  POLICY_CONDITIONS,
  type PolicyPack,
  RECURRENCES,
  TALENT_CLASSES,
  TAX_BASES,
  TITLES,
} from "#app/domain/policy/pack.ts";
import { listDateFaults } from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { fen } from "#app/domain/shared/units.ts";
import { AWARDS, COMPETITION_CLASSES, ORGANISATION_KINDS, SKILL_LEVELS, SPHERES, TIERS } from "#app/domain/shared/vocabulary.ts";

/** Text that says something: not empty, no blanks at either end. */
const words = z.string().regex(/^\S(?:.*\S)?$/s);
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const regionCode = z.string().regex(/^\d{6}$/);

/** A list without repeats. */
function distinct<Item extends z.ZodType<string | number>>(item: Item) {
  return z.array(item).superRefine((items, context) => {
    items.forEach((value, index) => {
      if (items.indexOf(value) !== index) context.addIssue(fault("repeated", [index]));
    });
  });
}

const AmountSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exact"), fen: z.int().positive().transform(fen) }).readonly(),
  z.strictObject({ kind: z.literal("ceiling"), fen: z.int().positive().transform(fen) }).readonly(),
  z.strictObject({ kind: z.literal("unknown") }).readonly(),
  z.strictObject({ kind: z.literal("none") }).readonly(),
]);

const PaymentSchema = z.discriminatedUnion("every", [
  z.strictObject({ every: z.literal("once") }).readonly(),
  z.strictObject({ every: z.literal("month"), months: z.int().positive().nullable() }).readonly(),
]);

const PolicyDocumentSchema = z
  .strictObject({
    title: words,
    titleEn: words,
    number: words.nullable(),
    issuer: words.nullable(),
    issuerEn: words.nullable(),
    status: z.enum(DOCUMENT_STATUSES),
    effectiveFrom: z.iso.date().nullable(),
    effectiveTo: z.iso.date().nullable(),
    regionCode,
  })
  .superRefine((document, context) => {
    for (const { path, problem } of listDateFaults(document)) context.addIssue(fault(problem, path.split(".").slice(1)));
  })
  .readonly();

const sharedTests = {
  tiers: distinct(z.enum(TIERS)).min(1).readonly(),
  hostRegionCode: regionCode.nullable(),
  jointHostRegionCodes: distinct(regionCode).min(2).readonly().optional(),
};
const awardGrades = distinct(z.literal(AWARD_GRADES)).min(1).readonly();
const awards = distinct(z.enum(AWARDS)).min(1).readonly();
const classes = distinct(z.enum(COMPETITION_CLASSES)).min(1).readonly().nullable();
const honours = distinct(z.enum(HONOURS)).readonly();
const levels = distinct(z.enum(SKILL_LEVELS)).min(1).readonly();
const person = { beneficiary: z.literal("person"), per: z.literal("person") };
const relationPerson = z.literal("person");
const inPost = {
  relation: z.enum(["employer", "person"]),
  employerKinds: distinct(z.enum(ORGANISATION_KINDS)).min(1).readonly().optional(),
};

const sharedRow = {
  id: slug,
  clause: words,
  heading: words,
  text: words,
  summary: words,
  summaryEn: words,
  amount: AmountSchema,
  taxBasis: z.enum(TAX_BASES),
  recurrence: z.enum(RECURRENCES),
  payment: PaymentSchema,
  conditions: distinct(z.enum(POLICY_CONDITIONS)).readonly(),
  payer: words.nullable(),
};

const sharedHonourReward = {
  ...sharedRow,
  kind: z.literal("honour-reward"),
  tests: z
    .strictObject({
      ...inPost,
      honours: distinct(z.enum(HONOURS)).min(1).readonly(),
      newlyObtained: z.boolean(),
    })
    .readonly(),
};

const PolicyRowSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("winner-reward"),
      beneficiary: z.literal("person-or-team"),
      per: z.literal("person-or-team"),
      tests: z.strictObject({ ...sharedTests, relation: z.literal("person"), awardGrades }).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("training-organisation-reward"),
      beneficiary: z.literal("training-organisation"),
      per: z.literal("organisation"),
      tests: z.strictObject({ ...sharedTests, relation: z.literal("training-organisation"), awardGrades }).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("head-count-subsidy"),
      beneficiary: z.literal("employer-or-school"),
      per: z.literal("head"),
      tests: z
        .strictObject({
          ...sharedTests,
          relation: z.literal("employer-or-school"),
          roundReached: z.literal("final"),
          organisationKinds: distinct(z.enum(ORGANISATION_KINDS)).min(1).readonly(),
          otherKinds: z.literal("needs-decision"),
        })
        .readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      ...person,
      kind: z.literal("level-promotion"),
      tests: z
        .strictObject({ ...sharedTests, relation: relationPerson, awardGrades, ceiling: z.enum(SKILL_LEVELS).nullable() })
        .readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      ...person,
      kind: z.literal("title-eligibility"),
      tests: z
        .strictObject({
          relation: relationPerson,
          title: z.enum(TITLES),
          result: z
            .union([
              z.strictObject({ ...sharedTests, classes, awardGrades }).readonly(),
              z.strictObject({ ...sharedTests, classes, awards }).readonly(),
            ])
            .nullable(),
          honours,
        })
        .readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      ...person,
      kind: z.literal("recommendation"),
      tests: z
        .strictObject({
          relation: relationPerson,
          result: z
            .strictObject({ ...sharedTests, awardGrades })
            .readonly()
            .nullable(),
          honours,
          confers: honours,
          bank: z.literal("expert").optional(),
        })
        .readonly(),
    })
    .readonly(),
  z.discriminatedUnion("beneficiary", [
    z
      .strictObject({
        ...sharedHonourReward,
        beneficiary: z.literal("person-or-team"),
        per: z.literal("person-or-team"),
      })
      .readonly(),
    z.strictObject({ ...sharedHonourReward, ...person }).readonly(),
  ]),
  z
    .strictObject({
      ...sharedRow,
      ...person,
      kind: z.literal("talent-allowance"),
      tests: z
        .strictObject({
          relation: relationPerson,
          talentClasses: distinct(z.enum(TALENT_CLASSES)).min(1).readonly(),
          honours,
          introduced: z.boolean(),
        })
        .readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      ...person,
      kind: z.literal("level-reward"),
      tests: z.strictObject({ ...inPost, levels: levels.nullable() }).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("mentor-subsidy"),
      beneficiary: z.literal("person"),
      per: z.literal("head"),
      tests: z.strictObject({ relation: relationPerson, levels }).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("carrier-grant"),
      beneficiary: z.literal("organisation"),
      per: z.literal("organisation"),
      tests: z
        .strictObject({
          relation: z.literal("organisation"),
          carriers: distinct(z.enum(CARRIERS)).min(1).readonly(),
          tiers: sharedTests.tiers,
        })
        .readonly(),
    })
    .readonly(),
  z
    .strictObject({
      ...sharedRow,
      kind: z.literal("competition-support"),
      beneficiary: z.literal("competition"),
      per: z.literal("competition"),
      tests: z
        .strictObject({
          relation: z.literal("organisation"),
          tiers: sharedTests.tiers,
          spheres: distinct(z.enum(SPHERES)).min(1).readonly().optional(),
          yearly: z.int().positive().nullable(),
        })
        .readonly(),
    })
    .readonly(),
]);

const year = z.int().min(2020).max(2100);

const MeasureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("carriers") }).readonly(),
  z.strictObject({ kind: z.literal("honour"), honour: z.enum(HONOURS) }).readonly(),
  z.strictObject({ kind: z.literal("medals"), tier: z.enum(TIERS) }).readonly(),
  z.strictObject({ kind: z.literal("events") }).readonly(),
  z.strictObject({ kind: z.literal("levels"), from: z.enum(SKILL_LEVELS) }).readonly(),
]);

const TargetSchema = z
  .strictObject({
    id: slug,
    clause: words,
    text: words,
    summary: words,
    summaryEn: words,
    unit: z.enum(["percent", "people", "carriers", "events", "honours", "medals", "board"]),
    figure: z.number().positive().nullable(),
    by: year.nullable(),
    measure: MeasureSchema.nullable(),
  })
  .readonly();

const CadenceSchema = z
  .strictObject({
    id: slug,
    clause: words,
    text: words,
    name: words,
    nameEn: words,
    tier: z.enum(TIERS),
    regionCodes: distinct(regionCode).min(1).readonly(),
    everyYears: z.int().positive(),
  })
  .readonly();

/** A pack file: unknown keys, repeated row ids and dates that contradict the status are faults too. */
export const PolicyPackSchema = z
  .strictObject({
    name: slug,
    version: z.int().positive(),
    document: PolicyDocumentSchema,
    rows: z.array(PolicyRowSchema).min(1).readonly(),
    targets: z.array(TargetSchema).readonly(),
    cadences: z.array(CadenceSchema).readonly(),
  })
  .superRefine((pack, context) => {
    for (const list of ["rows", "targets", "cadences"] as const) {
      const ids = pack[list].map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index) context.addIssue(fault("repeated", [list, index, "id"]));
      });
    }
  })
  .readonly();

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// The domain type is written by hand, free of zod; this line stops compiling when the two drift apart.
true satisfies Same<z.output<typeof PolicyPackSchema>, PolicyPack>;

/**
 * Reads a parsed JSON value as a policy pack. Each refusal is one fault: `path` as in `rows[3].amount.fen` (empty for the
 * file as a whole), `problem` a kebab-case code, `expected` what belongs there where there is a list of it.
 */
export function readPolicyPack(value: unknown): Decision<PolicyPack, "policy-pack-invalid"> {
  const result = PolicyPackSchema.safeParse(value, { reportInput: true });
  return result.success ? allow(result.data) : refuse(...result.error.issues.flatMap(toRefusals));
}

function fault(problem: string, path: (string | number)[]) {
  return { code: "custom" as const, path, params: { problem } };
}

function toRefusals(issue: z.core.$ZodIssue): Refusal<"policy-pack-invalid">[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => toRefusal([...issue.path, key], "unknown-key"));
    case "invalid_type":
      return [toRefusal(issue.path, issue.input === undefined ? "missing" : "wrong-type", issue.expected)];
    case "invalid_value":
      return [toRefusal(issue.path, "not-in-list", issue.values.map(String).join(","))];
    case "invalid_union": {
      // Of the forms that a value may have the one that it comes nearest to says what is wrong with it.
      const [nearest] = [...issue.errors].sort((left, right) => left.length - right.length);
      if (!nearest) return [toRefusal(issue.path, "invalid-union")];
      return nearest.flatMap((one) => toRefusals({ ...one, path: [...issue.path, ...one.path] }));
    }
    case "custom":
      return [toRefusal(issue.path, String(issue.params?.problem))];
    default:
      return [toRefusal(issue.path, issue.code.replaceAll("_", "-"))];
  }
}

function toRefusal(path: PropertyKey[], problem: string, expected?: string): Refusal<"policy-pack-invalid"> {
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return {
    code: "policy-pack-invalid",
    params: { path: place.replace(/^\./, ""), problem, ...(expected === undefined ? {} : { expected }) },
  };
}
