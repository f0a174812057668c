/** Every reason about appeals, objections and rulings has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { APPEAL_REFUSALS } from "#app/domain/appeals/appeal.ts";
import { OBJECTION_REFUSALS } from "#app/domain/appeals/objection.ts";
import { listAppealReasons, listObjectionReasons, listRescoreReasons, type OpenCases } from "#app/domain/appeals/open-cases.ts";
import { RULING_REFUSALS } from "#app/domain/appeals/ruling.ts";
import { RESCORE_REFUSALS } from "#app/domain/results/check-rescore.ts";
import { createCasePaperWords } from "#app/i18n/case-paper-words.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = { from: 1_764_000_000_000, until: 1_764_000_000_000, field: "occurredAt" };
const OPEN: OpenCases = { appeals: 1, appealsUntil: 2, objections: 3, rescoreSets: 4 };

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "appeals");
    for (const code of [...APPEAL_REFUSALS, ...OBJECTION_REFUSALS, ...RULING_REFUSALS]) {
      expect(sentence({ code, params: PARAMS })).toMatch(/[。.]$/);
    }
  });

  it("reasons about re-score sets are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "rescore");
    const params = {
      entry: "E1001",
      aspect: "A1.2",
      of: "A1.2",
      maximum: "8.00",
      component: "theory",
      participation: "absent",
      count: 2,
    };
    for (const code of RESCORE_REFUSALS) expect(sentence({ code, params })).toMatch(/[。.]$/);
  });

  it.each(["competition", "results", "marking"] as const)("what is open holds up a phase in words of %s", async (namespace) => {
    const sentence = createSentence(await createI18n(locale), namespace);
    const reasons = [...listAppealReasons(OPEN, 1, null), ...listObjectionReasons(OPEN), ...listRescoreReasons(OPEN)];
    expect(reasons.map(({ code }) => code)).toEqual([
      "appeals-open",
      "appeal-time-running",
      "objections-open",
      "rescore-sets-open",
    ]);
    for (const reason of reasons) expect(sentence(reason)).toMatch(/[。.]$/);
  });
});

it("the papers are in Chinese, with times in Shanghai and places to sign", async () => {
  const words = await createCasePaperWords(
    {
      kind: "appeal",
      caseId: "case-1",
      competition: "通州区职业技能大赛",
      event: "电工",
      round: "final",
      delegation: "潞城代表队",
      entry: { entrantNumber: "E1001", names: ["甲", "乙"] },
      about: "result",
      instance: 1,
      occurredAt: "2026-12-05T09:00:00.000Z",
      dueAt: "2026-12-05T11:00:00.000Z",
      filedAt: "2026-12-05T10:59:59.999Z",
      withdrawnAt: null,
      statement: "请求复核",
      ruling: { outcome: "upheld", reason: "属实", ruledAt: "2026-12-05T12:00:00.000Z", ruledBy: "周" },
    },
    "ruling",
  );
  expect(words.rows.map(({ value }) => value)).toEqual([
    "通州区职业技能大赛",
    "电工",
    "决赛",
    "潞城代表队",
    "E1001 甲、乙",
    "一审",
    "比赛成绩",
    "2026年12月5日（周六）18:59",
    "请求复核",
    "申请成立",
    "属实",
    "周",
    "2026年12月5日（周六）20:00",
  ]);
  expect(words.signatures).toHaveLength(3);
});
