/** What organisers submit to write or to copy a marking scheme. */
import { z } from "zod";
import { DRAFT_WORDS, MOST_CRITERIA, type SchemeDraft } from "#app/domain/marking/scheme-draft.ts";
import { wholeNumber } from "./fields.ts";

/** More than any scheme that was ever marked; a file of them is read in one go. */
const LONGEST_DRAFT = 1_000_000;
const MOST = { modules: 20, subCriteria: 99, aspects: 99, steps: 30 } as const;

/** A spreadsheet holds neither control characters nor returned carriages. */
const line = (longest: number) =>
  z
    .string("field-invalid")
    .max(longest, "text-too-long")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not come in.
    .transform((text) => text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/g, " "));
const figure = line(20);
const word = line(4000);

const DraftSchema = z.strictObject({
  modules: z.array(z.strictObject({ id: figure, name: line(100) })).max(MOST.modules),
  criteria: z
    .array(
      z.strictObject({
        name: line(200),
        module: z.int().min(0).max(MOST.modules).nullable(),
        subCriteria: z
          .array(
            z.strictObject({
              name: line(200),
              day: figure,
              aspects: z
                .array(
                  z.strictObject({
                    kind: z.enum(DRAFT_WORDS.kinds),
                    text: word,
                    detail: word,
                    maximum: figure,
                    requirement: word,
                    section: line(100),
                    way: z.enum(DRAFT_WORDS.ways),
                    deduction: figure,
                    unit: line(40),
                    steps: z.array(z.strictObject({ upTo: figure, mark: figure })).max(MOST.steps),
                    each: z.enum(["", ...DRAFT_WORDS.aggregations]),
                    descriptors: z.tuple([word, word, word, word]),
                  }),
                )
                .max(MOST.aspects),
            }),
          )
          .max(MOST.subCriteria),
      }),
    )
    .max(MOST_CRITERIA),
});

const draft = z
  .string("field-invalid")
  .max(LONGEST_DRAFT, "text-too-long")
  .transform((text, context): SchemeDraft => {
    const parsed = DraftSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      const isLong = parsed.error.issues.some(({ message }) => message === "text-too-long");
      context.addIssue({ code: "custom", message: isLong ? "text-too-long" : "field-invalid" });
      return z.NEVER;
    }
    return parsed.data;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const reason = z.string().trim().max(200, "text-too-long").default("");
/** The version that the change starts from; 0 where there was none. */
const basedOn = wholeNumber(0, 100_000).transform((version) => (version === 0 ? null : version));
const round = wholeNumber(1, 20);

export const SaveSchemeSchema = z
  .object({ draft, reason, basedOn, round })
  .transform(({ round: roundNumber, ...input }) => ({ ...input, roundNumber }));

export const CopySchemeSchema = z
  .object({ source: z.string("choice-missing").min(1, "choice-missing").max(100), reason, basedOn, round })
  .transform(({ round: roundNumber, source: sourceId, ...input }) => ({ ...input, roundNumber, sourceId }));
