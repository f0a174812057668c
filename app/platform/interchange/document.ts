/** A whole competition as one document: what it says of everything, in which words, and where that is stored. */
import { z } from "zod";
import { AWARDS, ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";
import { code, count, name, text } from "./basics.ts";
import { type CompetitionInDocument, competitionPart } from "./competition-part.ts";
import { RegionCodeSchema, referenceSchema, TimeSchema } from "./field.ts";

export const FORMAT = "skillladder-competition";
/** Of the format: see `PROMISE`. */
export const FORMAT_VERSION = 1;
export const PROMISE =
  "Within a version nothing changes its name, its meaning or its unit, and nothing that a reader may rely on goes away; a list may gain words, and what is new may be left out. A change beyond that is a new version. Every version that was ever published can be read: an older document is brought to the newest version before it is looked at.";

const id = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

const OrganisationSchema = z.strictObject({
  id,
  name,
  nameEn: text,
  kind: z.enum(ORGANISATION_KINDS),
  creditCode: z.string().max(18).nullable().describe("the unified social credit code (GB 32100); null: not known"),
  region: RegionCodeSchema,
});
export type OrganisationInDocument = z.infer<typeof OrganisationSchema>;

const OfficialSchema = z.strictObject({
  id,
  name: name.describe("of who judges, organises, supervises; a pseudonym in a document without personal data"),
  organisation: referenceSchema("organisation").nullable(),
});
export type OfficialInDocument = z.infer<typeof OfficialSchema>;

const PersonSchema = z.strictObject({
  id,
  name: name.nullable().describe("null: erased; a pseudonym in a document without personal data"),
  document: z
    .strictObject({ kind: code, number: z.string().min(1).max(60) })
    .nullable()
    .describe("null: withheld, erased, or a coach known by name only"),
  telephone: z.string().max(60),
  birthDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .describe("as stated, of a document that tells no date of birth"),
});
export type PersonInDocument = z.infer<typeof PersonSchema>;

const CertificateSchema = z.strictObject({
  event: referenceSchema("event"),
  entry: referenceSchema("entry"),
  position: z.int().min(1).max(100).describe("of the member of the entry"),
  number: code,
  award: z.enum(AWARDS),
  place: count,
  inForceAt: TimeSchema.nullable(),
  revokedAt: TimeSchema.nullable(),
});
export type CertificateInDocument = z.infer<typeof CertificateSchema>;

export const DocumentSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION).describe(PROMISE),
  exportedAt: TimeSchema,
  personalData: z.enum(["included", "withheld"]),
  units: z
    .strictObject({
      marks: z.literal("hundredths"),
      money: z.literal("fen"),
      readings: z.literal("thousandths"),
      durations: z.literal("seconds"),
      times: z.literal("UTC"),
    })
    .describe(
      "marks, totals, maxima and penalties are whole hundredths; money is whole fen; readings are whole thousandths; durations whole seconds; times are UTC",
    ),
  organisations: z.array(OrganisationSchema).max(1_000_000),
  officials: z.array(OfficialSchema).max(1_000_000),
  persons: z.array(PersonSchema).max(1_000_000),
  competition: competitionPart.schema,
  certificates: z
    .array(CertificateSchema)
    .max(1_000_000)
    .describe("by reference: who issued them verifies them, and an import issues none"),
});

export type CompetitionDocument = {
  readonly $schema?: string | undefined;
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly exportedAt: string;
  readonly personalData: "included" | "withheld";
  readonly units: typeof UNITS;
  readonly organisations: readonly OrganisationInDocument[];
  readonly officials: readonly OfficialInDocument[];
  readonly persons: readonly PersonInDocument[];
  readonly competition: CompetitionInDocument;
  readonly certificates: readonly CertificateInDocument[];
};

export const UNITS = {
  marks: "hundredths",
  money: "fen",
  readings: "thousandths",
  durations: "seconds",
  times: "UTC",
} as const;

/** The JSON Schema that is published. References, sums and what may stand once only the reader checks. */
export function describeDocument(): object {
  const { $schema, ...schema } = z.toJSONSchema(DocumentSchema, { io: "input" });
  return { $schema, title: "SkillLadder competition", description: PROMISE, ...schema };
}
