/** Every reason about recorded facts has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { OUTSIDE_WAY_REFUSALS } from "#app/domain/ladder/outside-way.ts";
import { RECORD_FACT_REFUSALS, SETTLE_FACT_REFUSALS } from "#app/domain/policy/check-recorded-fact.ts";
import { FACT_KINDS } from "#app/domain/policy/recorded-fact.ts";
import { RecordFactSchema } from "#app/forms/recorded-facts.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  today: "2026-11-20",
  recordedOn: "2026-11-20",
  reference: "人社部函〔2026〕1号",
  needed: 2,
  given: 1,
  most: 1,
  position: 1,
  tier: "province",
  region: "999999",
  competition: "大赛",
  code: "tz-2026",
  limit: 8,
  teamSize: 1,
  people: 2,
};

const LONG = "长".repeat(301);

/** Forms that no browser of ours sends: nothing in them, too much in them, and what cannot be read. */
const MALFORMED: readonly Readonly<Record<string, unknown>>[] = [
  { kind: "wish" },
  ...FACT_KINDS.flatMap((kind) => [
    { kind },
    {
      kind,
      competition: LONG,
      event: LONG,
      name: LONG,
      reference: LONG,
      names: [LONG],
      documentKinds: ["library-card"],
      occurredOn: "2026-02-30",
      occupationCode: "6-31",
      place: "1.5",
      award: "crown",
      awardGrade: "4",
      file: new File([], "empty.pdf"),
    },
    { kind, place: "0" },
  ]),
];

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "facts");
    for (const code of [...RECORD_FACT_REFUSALS, ...SETTLE_FACT_REFUSALS, ...OUTSIDE_WAY_REFUSALS, "fact-unknown"]) {
      expect(sentence({ code, params: PARAMS })).toMatch(/[。.）]$/);
    }
  });

  it("so are those about a malformed form", async () => {
    const sentence = createSentence(await createI18n(locale), "facts");
    const codes = MALFORMED.flatMap((fields) => RecordFactSchema.safeParse(fields).error?.issues ?? []).map(
      ({ message }) => message,
    );
    for (const code of ["choice-missing", "date-missing", "file-missing", "text-missing", "text-too-long", "number-out-of-range"])
      expect(codes).toContain(code);
    for (const code of new Set(codes)) expect(sentence({ code })).toMatch(/[。.]$/);
  });
});
