/** Every reason about versions of policy packs, every fault of a file and every condition has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { DOCUMENT_REFUSALS } from "#app/domain/policy/asked-documents.ts";
import { comparePacks } from "#app/domain/policy/compare-packs.ts";
import { POLICY_CONDITIONS } from "#app/domain/policy/pack.ts";
import { EFFECT_KINDS } from "#app/domain/policy/pack-effects.ts";
import { PACK_VERSION_REFUSALS } from "#app/domain/policy/pack-version.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { requirePack } from "../domain/policy/cases.ts";

const CODES = [
  ...PACK_VERSION_REFUSALS,
  ...DOCUMENT_REFUSALS,
  "pack-unknown",
  "pack-competition-unknown",
  "changed-meanwhile",
  "choice-missing",
  "date-missing",
  "draft-with-date",
  "ends-before-it-starts",
  "text-missing",
  "text-too-long",
  "file-missing",
  "file-too-large",
  "amount-unreadable",
  "amount-not-positive",
  "amount-too-high",
  "figure-unreadable",
];
const PROBLEMS = [
  "missing",
  "wrong-type",
  "not-in-list",
  "unknown-key",
  "invalid-union",
  "invalid-format",
  "too-small",
  "too-big",
  "repeated",
  "draft-with-date",
  "date-missing",
  "ends-before-it-starts",
  "other-document",
  "not-next",
  "id-taken",
  "id-changed",
  "json-malformed",
];

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "packs");
    for (const code of CODES) expect(sentence({ code, params: { path: "rows[0].id", field: "reason" } })).toMatch(/[。.]$/);
  });

  it("faults, conditions and effects have words, and so has every part of a document", async () => {
    const instance = await createI18n(locale);
    const keys = [
      ...PROBLEMS.map((problem) => `problem.${problem}`),
      ...POLICY_CONDITIONS.map((condition) => `condition.${condition}`),
      ...EFFECT_KINDS.map((kind) => `affected.kind.${kind}`),
      ...comparePacks(requirePack("tongzhou"), requirePack("dalian")).flatMap((difference) =>
        difference.kind === "document" ? [`differences.field.${difference.field}`] : [],
      ),
    ];
    expect(keys.filter((key) => !instance.exists(`packs:${key}`, { expected: "x" }))).toEqual([]);
  });
});
