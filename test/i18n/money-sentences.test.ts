/** Every reason about payers, lists, accounts, the ledger and budgets has its sentence in both languages; the papers say the amounts twice. */
import { describe, expect, it } from "vitest";
import { BUDGET_REFUSALS } from "#app/domain/money/budget.ts";
import { LEDGER_REFUSALS } from "#app/domain/money/ledger.ts";
import { PAYABLE_REFUSALS } from "#app/domain/money/payable.ts";
import { PAYMENT_LIST_REFUSALS } from "#app/domain/money/payment-list.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createPaymentPaper, createPaymentSheet, type PaymentPaperFacts } from "#app/i18n/payment-paper.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { PAYEE_ACCOUNT_REFUSALS } from "#app/services/money/record-payee-account.server.ts";
import { ROW_PAYER_REFUSALS } from "#app/services/money/record-row-payer.server.ts";

const PARAMS = { lines: "1, 2", year: 2026, over: "0.01", free: "70,000", limit: "70,000", field: "amount" };

const FACTS: PaymentPaperFacts = {
  number: "2026-P01-0001",
  state: "approved",
  payer: "大连市人力资源和社会保障局",
  year: 2026,
  totalFen: 12_400_000,
  prepared: { by: "出纳", at: "2026-11-20T01:00:00.000Z" },
  approved: { by: "经办", at: "2026-11-21T01:00:00.000Z" },
  paid: null,
  lines: [
    {
      position: 1,
      amountFen: 12_000_000,
      instalment: "",
      payee: {
        holders: [{ name: "李码头" }],
        account: { accountId: "a", bank: "工商银行", masked: "****5678" },
      },
      about: [],
      team: ["=王海港", "李码头"],
      row: { clause: "(15)", summary: "大连工匠", summaryEn: "Dalian Craftsman", taxBasis: "after-tax" },
      document: { title: "若干措施", titleEn: "Measures" },
      competition: null,
    },
    {
      position: 2,
      amountFen: 400_000,
      instalment: "2026-11",
      payee: { holders: [{ name: "海港装备厂" }], account: null },
      about: ["赵吊装"],
      team: [],
      row: { clause: "(9)", summary: "紧缺人才津贴", summaryEn: "Scarce talent", taxBasis: "unknown" },
      document: { title: "若干措施", titleEn: "Measures" },
      competition: { name: "大连市大赛", nameEn: "Dalian Competition" },
    },
  ],
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "money");
    const codes = [
      ...PAYABLE_REFUSALS,
      ...PAYMENT_LIST_REFUSALS,
      ...BUDGET_REFUSALS,
      ...LEDGER_REFUSALS,
      ...PAYEE_ACCOUNT_REFUSALS,
      ...ROW_PAYER_REFUSALS,
      "draft-computed-only",
      "not-publicised",
      "difference-open",
      "publicity-running",
      "amount-unsettled",
      "amount-changed",
      "division-changed",
      "amount-unreadable",
      "amount-too-high",
      "account-malformed",
      "month-unreadable",
      "changed-meanwhile",
    ];
    for (const code of codes) expect(sentence({ code, params: PARAMS })).toMatch(/[。.]$/);
  });
});

describe("the paper", () => {
  const cells = async (full: Parameters<typeof createPaymentPaper>[2]) => {
    const paper = await createPaymentPaper(FACTS, new Date("2026-11-21T02:00:00Z"), full, "zh-CN");
    return paper.parts.flatMap((part) => (part.kind === "table" ? part.rows.map((row) => row.cells) : []));
  };

  it("says each amount and the sum in figures and in capitals, and masks accounts", async () => {
    const [first, second, sum] = await cells(null);
    expect(first?.[1]).toBe("李码头（团队：=王海港、李码头）");
    expect(first?.[2]).toBe("大连工匠 · 依据：若干措施 (15) · 税后");
    expect(first?.slice(3, 6)).toEqual(["120000.00", "壹拾贰万元整", "工商银行 ****5678"]);
    expect(second?.slice(1)).toEqual([
      "海港装备厂（因 赵吊装）",
      "紧缺人才津贴 · 依据：若干措施 (9) · 2026-11 月份 · 税前税后未写明",
      "4000.00",
      "肆仟元整",
      "未登记",
      "",
    ]);
    expect(sum?.slice(1, 5)).toEqual(["合计", "共 2 笔", "124000.00", "壹拾贰万肆仟元整"]);
  });

  it("carries the full account on the treasurer's copy only", async () => {
    const [first] = await cells(new Map([["a", { bank: "工商银行", number: "6222020200012345678" }]]));
    expect(first?.[5]).toBe("工商银行 6222020200012345678");
  });

  it("is numbered by pages and has places to sign", async () => {
    const paper = await createPaymentPaper(FACTS, new Date("2026-11-21T02:00:00Z"), null, "zh-CN");
    expect(paper.pageNumber(1, 3)).toBe("第 1 页 / 共 3 页");
    const signatures = paper.parts.flatMap((part) => (part.kind === "signatures" ? part.lines.map(({ label }) => label) : []));
    expect(signatures).toEqual(["编制人（出纳）", "审批人（经办）", "付款单位负责人"]);
  });
});

it("the workbook has amounts as numbers, and capitals and the tax basis beside", async () => {
  const { sheet } = await createPaymentSheet(FACTS, "zh-CN");
  expect(sheet.rows[0]?.slice(7, 10)).toEqual([{ decimal: "120000.00" }, "壹拾贰万元整", "税后"]);
  expect(sheet.rows[1]?.[9]).toBe("税前税后未写明");
  expect(sheet.rows.at(-1)?.slice(7, 10)).toEqual([{ decimal: "124000.00" }, "壹拾贰万肆仟元整", ""]);
  for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
});
