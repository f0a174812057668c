/** What an officer submits to record a fact, by kind; to confirm it needs nothing, to drop it a reason. */
import { z } from "zod";
import type { FactDraft, FactPerson } from "#app/domain/policy/check-recorded-fact.ts";
import { MOST_PEOPLE } from "#app/domain/policy/check-recorded-fact.ts";
import { type AwardGrade, CARRIERS, HONOURS, TALENT_CLASSES } from "#app/domain/policy/pack.ts";
import { FACT_KINDS, type RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { AWARDS, COMPETITION_CLASSES, ENTRY_KINDS, ROUND_KINDS, SKILL_LEVELS, TIERS } from "#app/domain/shared/vocabulary.ts";
import { choice, file, optionalNumber, plainDay, text } from "./fields.ts";

/** Known, known not to be, or not recorded. */
export const ANSWERS = ["yes", "no", "unknown"] as const;
const answer = choice(ANSWERS).transform((value) => (value === "unknown" ? null : value === "yes"));

const column = z.array(z.string().trim().max(100, "text-too-long")).max(MOST_PEOPLE, "text-too-long").default([]);
const optionalChoice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .union([z.literal(""), z.enum(words)], "choice-missing")
    .transform((value): Words[number] | null => (value === "" ? null : value));

const CONTENTS = {
  result: z
    .object({
      kind: z.literal("result"),
      competition: text(100),
      tier: choice(TIERS),
      class: choice(COMPETITION_CLASSES),
      hostRegionCodes: z.array(z.string().max(6)).default([]),
      event: text(100),
      occupationCode: z
        .string("occupation-code-malformed")
        .trim()
        .regex(/^(\d-\d{2}-\d{2}-\d{2})?$/, "occupation-code-malformed"),
      entryKind: choice(ENTRY_KINDS),
      roundReached: optionalChoice(ROUND_KINDS),
      place: optionalNumber(1, 9999),
      award: optionalChoice(AWARDS),
      awardGrade: z.enum(["", "1", "2", "3"], "choice-missing"),
    })
    .transform(
      ({ occupationCode, hostRegionCodes, awardGrade, ...result }): RecordedContent => ({
        ...result,
        hostRegionCodes: [...new Set(hostRegionCodes.filter((code) => code !== ""))],
        occupationCode: occupationCode === "" ? null : occupationCode,
        awardGrade: awardGrade === "" ? null : (Number(awardGrade) as AwardGrade),
      }),
    ),
  honour: z.object({ kind: z.literal("honour"), honour: choice(HONOURS), inPost: answer }),
  talent: z.object({
    kind: z.literal("talent"),
    talentClass: choice(TALENT_CLASSES),
    honours: z.array(z.enum(HONOURS, "choice-missing")).default([]),
    introduced: answer,
  }),
  level: z
    .object({ kind: z.literal("level"), level: choice(SKILL_LEVELS) })
    .transform((level): RecordedContent => ({ ...level, byCompetition: false })),
  mentoring: z.object({ kind: z.literal("mentoring"), level: choice(SKILL_LEVELS) }),
  carrier: z.object({ kind: z.literal("carrier"), carrier: choice(CARRIERS), tier: choice(TIERS), name: text(100) }),
} as const;

const PEOPLE = {
  names: column,
  documentKinds: z.array(z.enum(DOCUMENT_KINDS, "choice-missing")).max(MOST_PEOPLE).default([]),
  documentNumbers: column,
  residences: column,
  employers: column,
  schools: column,
  trainers: column,
};

/** Rows in which neither a name nor a number stands were left empty. */
function gatherPeople(columns: { readonly [Key in keyof typeof PEOPLE]: z.output<(typeof PEOPLE)[Key]> }): FactPerson[] {
  const { names, documentKinds, documentNumbers, residences, employers, schools, trainers } = columns;
  const orNull = (value: string | undefined) => (value === undefined || value === "" ? null : value);
  return names
    .map((name, index) => ({
      name,
      documentKind: documentKinds[index] ?? DOCUMENT_KINDS[0],
      documentNumber: documentNumbers[index] ?? "",
      residenceRegion: orNull(residences[index]),
      employerId: orNull(employers[index]),
      schoolId: orNull(schools[index]),
      trainingOrganisationId: orNull(trainers[index]),
    }))
    .filter(({ name, documentNumber }) => name !== "" || documentNumber !== "");
}

export const PeopleSchema = z.object(PEOPLE).transform(gatherPeople);

export type RecordFactInput = FactDraft & { readonly reference: string; readonly file: File };

export const RecordFactSchema = z.record(z.string(), z.unknown()).transform((fields, context): RecordFactInput => {
  const kind = FACT_KINDS.find((one) => one === fields.kind);
  if (kind === undefined) {
    context.addIssue({ code: "custom", message: "choice-missing", path: ["kind"] });
    return z.NEVER;
  }
  const content = CONTENTS[kind].safeParse(fields);
  const frame = z
    .object({ occurredOn: plainDay, reference: text(200), organisationId: z.string().max(100).default(""), file })
    .safeParse(fields);
  const people = PeopleSchema.safeParse(fields);
  for (const part of [content, frame, people]) {
    for (const { message, path } of part.error?.issues ?? []) context.addIssue({ code: "custom", message, path: [...path] });
  }
  if (!content.success || !frame.success || !people.success) return z.NEVER;
  const { organisationId, ...rest } = frame.data;
  return { ...rest, content: content.data, people: people.data, organisationId: organisationId === "" ? null : organisationId };
});

/** A result of a competition outside the system, taken into an event above. */
export const TakeInResultSchema = z.object({
  eventId: z.string().max(100).default(""),
  delegationId: z.string().max(100).default(""),
  reason: z.string().trim().max(200, "text-too-long").default(""),
});

export const DropFactSchema = z.object({ reason: z.string().trim().max(300, "text-too-long").default("") });
