/** Payment lists from preparation to the ledger, and that nothing is paid twice, whoever races. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedDivision } from "#app/domain/money/division.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import { createPaymentPaper, createPaymentSheet } from "#app/i18n/payment-paper.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPaymentList, findPaymentListView } from "#app/queries/money/find-payment-list.server.ts";
import { getPaymentsPage } from "#app/queries/money/get-payments-page.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { type DivideEntitlementRefusal, divideEntitlement } from "#app/services/money/divide-entitlement.server.ts";
import { dropPaymentList } from "#app/services/money/drop-payment-list.server.ts";
import { openPaymentCopy } from "#app/services/money/open-payment-copy.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { recordBudget } from "#app/services/money/record-budget.server.ts";
import { recordPayeeAccount } from "#app/services/money/record-payee-account.server.ts";
import { recordRowPayer } from "#app/services/money/record-row-payer.server.ts";
import { viewPayeeAccount } from "#app/services/money/view-payee-account.server.ts";
import { voidBudget } from "#app/services/money/void-budget.server.ts";
import { closeEntitlement } from "#app/services/policy/close-entitlement.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import {
  addAccounts,
  addSystemActor,
  CITY_FINALIST,
  CRAFTSMAN,
  OPEN_ALLOWANCE,
  PROVINCIAL_BASE,
  payRowBy,
  plantEntitlement,
  plantRows,
  SCARCE_TALENT,
} from "../../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const OPEN = { kind: "gone", before: {} as EntitlementDifference["before"], now: null, settled: false } as const;

describeOnEachDatabase("payment lists", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let treasurer: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
    for (const row of [CRAFTSMAN, SCARCE_TALENT, OPEN_ALLOWANCE, CITY_FINALIST])
      await payRowBy(runtime, officer, row, "unit-bureau");
  });
  beforeEach(() => runtime.clock.set("2026-11-20T01:00:00Z"));
  afterAll(() => runtime.dispose());

  const prepare = (
    entitlementIds: readonly string[],
    more: { budgetId?: string; month?: string; payerId?: string; year?: number } = {},
  ) =>
    preparePaymentList(runtime, treasurer, {
      payerId: "unit-bureau",
      year: 2026,
      budgetId: null,
      month: "2026-11",
      entitlementIds,
      ...more,
    });
  /** Prepared, with accounts, and approved. */
  const approveNew = async (entitlementIds: readonly string[], holderIds: readonly string[], month = "2026-11") => {
    const { listId } = must(await prepare(entitlementIds, { month }));
    await addAccounts(runtime, treasurer, listId, holderIds);
    must(await approvePaymentList(runtime, officer, { listId }));
    return listId;
  };
  const divide = (entitlementId: string, asked: AskedDivision, by = treasurer, reference = "分配协议") =>
    divideEntitlement(runtime, by, { competitionId: null, entitlementId, asked, reference });
  const stateOf = async (id: string) => (await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id } })).state;
  const entriesOf = (entitlementId: string) =>
    runtime.database.read.ledgerEntry.findMany({ where: { entitlementId, kind: "payment" } });

  it("goes from preparation over a second person's approval to the ledger", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
    const { listId } = must(await prepare([entitlementId]));
    expect(codesOf(await approvePaymentList(runtime, officer, { listId }))).toEqual(["accounts-missing"]);
    await addAccounts(runtime, treasurer, listId, personIds);
    expect(codesOf(await payPaymentList(runtime, treasurer, { listId, voucher: "V1" }))).toEqual(["list-not-approved"]);
    must(await approvePaymentList(runtime, officer, { listId }));
    expect(await stateOf(entitlementId)).toBe("publicised");
    must(await payPaymentList(runtime, treasurer, { listId, voucher: "V1" }));
    expect(await stateOf(entitlementId)).toBe("paid");
    const [entry, ...more] = await entriesOf(entitlementId);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: "payment",
      payKey: `${entitlementId}/`,
      organisationId: "unit-bureau",
      year: 2026,
      amountFen: 12_000_000,
      listId,
      packName: "dalian",
      clause: "(15)",
      reference: "V1",
      recordedById: treasurer.userId,
      approvedById: officer.userId,
    });
    const act = await runtime.database.read.entitlementAct.findFirstOrThrow({ where: { entitlementId } });
    expect(act).toMatchObject({
      act: "pay",
      fromState: "publicised",
      toState: "paid",
      reference: "V1",
      actorId: treasurer.userId,
    });
    expect(codesOf(await payPaymentList(runtime, treasurer, { listId, voucher: "V2" }))).toEqual(["list-not-approved"]);
    expect(codesOf(await dropPaymentList(runtime, treasurer, { listId, reason: "x" }))).toEqual(["list-over"]);
    const acts = await runtime.database.read.auditRecord.findMany({ where: { objectId: listId }, orderBy: { sequence: "asc" } });
    expect(acts.map(({ act: one }) => one)).toEqual(["prepare-payment-list", "approve-payment-list", "pay-payment-list"]);
    expect(JSON.stringify(acts)).not.toContain("王海港");
  });

  it("is numbered without gaps by payer and year", async () => {
    const numbers: string[] = [];
    for (const year of [2031, 2031, 2032, 2031]) {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      const { listId } = must(await prepare([entitlementId], { year }));
      must(await dropPaymentList(runtime, treasurer, { listId, reason: "编号试验" }));
      // A refused preparation takes no number.
      expect(codesOf(await prepare(["none"], { year }))).toEqual(["entitlement-unknown"]);
      numbers.push((await runtime.database.read.paymentList.findUniqueOrThrow({ where: { id: listId } })).number);
    }
    expect(numbers).toEqual(["2031-P01-0001", "2031-P01-0002", "2032-P01-0001", "2031-P01-0003"]);
  });

  describe("refuses", () => {
    it.each([
      [{ draft: true }, ["draft-computed-only"]],
      [{ state: "reviewed" as const }, ["not-publicised"]],
      [{ publicityEndsAt: new Date("2026-11-20T01:00:01Z") }, ["publicity-running"]],
      [{ difference: OPEN }, ["difference-open"]],
      [{ amountKind: "unknown", settledFen: null }, ["amount-unsettled"]],
      [{ amountKind: "ceiling", settledFen: null }, ["amount-unsettled"]],
    ])("what is %o", async (more, codes) => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN, more);
      expect(codesOf(await prepare([entitlementId]))).toEqual(codes);
      expect(await runtime.database.read.paymentLine.count({ where: { entitlementId } })).toBe(0);
    });

    it("a row without a payer, and another's payer", async () => {
      const base = await plantEntitlement(runtime, PROVINCIAL_BASE, {
        organisationId: "unit-dalian",
        amountKind: "ceiling",
        settledFen: 100,
      });
      expect(codesOf(await prepare([base.entitlementId]))).toEqual(["payer-missing"]);
      must(await recordRowPayer(runtime, officer, { ...PROVINCIAL_BASE, organisationId: "unit-works", reference: "纪要 3 号" }));
      expect(codesOf(await prepare([base.entitlementId]))).toEqual(["payer-differs"]);
      must(await prepare([base.entitlementId], { payerId: "unit-works" }));
    });

    it("an organisation's money while the organisation is not known, though the person is", async () => {
      const { entitlementId } = await plantEntitlement(runtime, CITY_FINALIST);
      expect(codesOf(await prepare([entitlementId]))).toEqual(["payee-unknown"]);
    });

    it("what stands in another list, until that one is dropped", async () => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      const { listId } = must(await prepare([entitlementId]));
      expect(codesOf(await prepare([entitlementId]))).toEqual(["in-list-already"]);
      must(await dropPaymentList(runtime, treasurer, { listId, reason: "金额有误" }));
      must(await prepare([entitlementId]));
      expect(codesOf(await prepare([]))).toEqual(["nothing-chosen"]);
    });
  });

  it("is approved by nobody who prepared it or reviewed what is in it", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN, { reviewerId: officer.userId });
    const both = { ...treasurer, grants: [...treasurer.grants, ...officer.grants] };
    const { listId } = must(await prepare([entitlementId]));
    await addAccounts(runtime, treasurer, listId, personIds);
    expect(codesOf(await approvePaymentList(runtime, both, { listId }))).toEqual(["approver-prepared"]);
    expect(codesOf(await approvePaymentList(runtime, officer, { listId }))).toEqual(["approver-reviewed"]);
    must(await approvePaymentList(runtime, second, { listId }));
    expect(codesOf(await approvePaymentList(runtime, second, { listId }))).toEqual(["list-not-prepared"]);
  });

  it("asks everything again at the approval and at the payment", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
    const { listId } = must(await prepare([entitlementId]));
    await addAccounts(runtime, treasurer, listId, personIds);
    const set = (data: object) =>
      plantRows(runtime, (tables) => tables.entitlement.update({ where: { id: entitlementId }, data }));
    await set({ settledFen: 5 });
    expect(codesOf(await approvePaymentList(runtime, officer, { listId }))).toEqual(["lines-not-payable"]);
    const page = await findPaymentList(runtime, officer, listId);
    expect(page?.lines[0]?.reasons.map(({ code }) => code)).toEqual(["amount-changed"]);
    await set({ settledFen: 12_000_000 });
    must(await approvePaymentList(runtime, officer, { listId }));
    await set({ difference: OPEN });
    expect(codesOf(await payPaymentList(runtime, treasurer, { listId, voucher: "V" }))).toEqual(["lines-not-payable"]);
    expect(await entriesOf(entitlementId)).toEqual([]);
  });

  it("pays no account that was changed after the approval", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
    const listId = await approveNew([entitlementId], personIds);
    runtime.clock.advanceMinutes(1);
    await addAccounts(runtime, treasurer, listId, personIds);
    expect(codesOf(await payPaymentList(runtime, treasurer, { listId, voucher: "V" }))).toEqual(["accounts-changed"]);
    expect(await stateOf(entitlementId)).toBe("publicised");
  });

  it("pays allowances by the month, and is done with them after the last", async () => {
    const { entitlementId, personIds } = await plantEntitlement(runtime, SCARCE_TALENT);
    for (const month of ["2026-10", "2026-11"]) {
      const listId = await approveNew([entitlementId], personIds, month);
      must(await payPaymentList(runtime, treasurer, { listId, voucher: month }));
    }
    expect(codesOf(await prepare([entitlementId], { month: "2026-11" }))).toEqual(["in-list-already"]);
    expect(codesOf(await prepare([entitlementId], { month: "2026-12" }))).toEqual(["instalment-not-due"]);
    expect(await stateOf(entitlementId)).toBe("publicised");
    // Thirty-three months more stand in the ledger: the next is the last of 36.
    await plantRows(runtime, async (tables) => {
      for (let index = 0; index < 33; index += 1) {
        const of = { organisationId: "unit-bureau", year: 2025, amountFen: 400_000, reason: "", reference: "" };
        const by = { recordedById: "x", recordedAt: new Date(0), approvedById: "y", approvedAt: new Date(0) };
        await tables.ledgerEntry.create({
          data: { id: newId(), kind: "payment", payKey: `${entitlementId}/earlier-${index}`, entitlementId, ...of, ...by },
        });
      }
    });
    const last = await approveNew([entitlementId], personIds, "2026-09");
    must(await payPaymentList(runtime, treasurer, { listId: last, voucher: "last" }));
    expect(await stateOf(entitlementId)).toBe("paid");
    const acts = await runtime.database.read.entitlementAct.findMany({ where: { entitlementId }, orderBy: { id: "asc" } });
    expect(acts.map(({ reason, toState }) => [reason, toState])).toEqual([
      ["2026-10", "publicised"],
      ["2026-11", "publicised"],
      ["2026-09", "paid"],
    ]);
  });

  it("an allowance without a stated end is paid month by month until another officer than the reviewer closes it", async () => {
    const close = (entitlementId: string, by: Actor, competitionId: string | null = null) =>
      closeEntitlement(runtime, by, { competitionId, entitlementId, reason: "聘期届满，不再发放" });
    const of = { reviewerId: officer.userId };
    const { entitlementId, personIds } = await plantEntitlement(runtime, OPEN_ALLOWANCE, of);
    expect(codesOf(await close(entitlementId, officer))).toEqual(["nothing-paid", "reviewer-closes"]);
    const pay = async (month: string) => {
      const { listId } = must(await prepare([entitlementId], { month }));
      await addAccounts(runtime, treasurer, listId, personIds);
      must(await approvePaymentList(runtime, second, { listId }));
      expect(codesOf(await close(entitlementId, second))).toContain("on-payment-list");
      must(await payPaymentList(runtime, treasurer, { listId, voucher: month }));
    };
    for (const month of ["2026-09", "2026-10"]) {
      await pay(month);
      expect(await stateOf(entitlementId)).toBe("publicised");
    }
    expect(codesOf(await close(entitlementId, officer))).toEqual(["reviewer-closes"]);
    expect(codesOf(await close(entitlementId, second, "elsewhere"))).toEqual(["entitlement-unknown"]);
    must(await close(entitlementId, second));
    expect(await stateOf(entitlementId)).toBe("paid");
    expect(codesOf(await prepare([entitlementId], { month: "2026-11" }))).toContain("not-publicised");
    expect(codesOf(await close(entitlementId, second))).toEqual(["not-publicised"]);
    const [, , closed] = await runtime.database.read.entitlementAct.findMany({
      where: { entitlementId, act: { in: ["pay", "close"] } },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    });
    expect(closed).toMatchObject({ act: "close", fromState: "publicised", toState: "paid", reason: "聘期届满，不再发放" });
    // What pays once, or for 36 months, ends by itself.
    for (const row of [CRAFTSMAN, SCARCE_TALENT]) {
      const other = await plantEntitlement(runtime, row, of);
      expect(codesOf(await close(other.entitlementId, second))).toEqual(["not-open-ended"]);
    }
  });

  describe("a team's reward", () => {
    const plantTeam = () => plantEntitlement(runtime, CRAFTSMAN, { names: ["甲一", "乙二", "丙三"] });
    const linesOf = async (listId: string) =>
      (await findPaymentList(runtime, officer, listId))?.lines.map(({ payee, team, amountFen }) => {
        return [payee?.holders.map(({ name }) => name).join(), team.join(), amountFen];
      });

    it("enters no list until somebody decided how it is divided", async () => {
      const { entitlementId } = await plantTeam();
      expect(codesOf(await prepare([entitlementId]))).toEqual(["team-undivided"]);
      expect(await runtime.database.read.paymentLine.count({ where: { entitlementId } })).toBe(0);
      must(await divide(entitlementId, { method: "equal" }));
      must(await prepare([entitlementId]));
    });

    it("is paid share by share, on the screen and on paper, and stands in the ledger as its shares", async () => {
      const { entitlementId, personIds } = await plantTeam();
      const [first = "", other = "", third = ""] = personIds;
      const amounts = [first, other, third].map((personId, index) => {
        return { personId, amountFen: [5_000_001, 4_000_000, 2_999_999][index] ?? null };
      });
      must(await divide(entitlementId, { method: "stated", amounts }));
      const team = "甲一,乙二,丙三";
      const listId = await approveNew([entitlementId], personIds);
      expect(await linesOf(listId)).toEqual([
        ["甲一", team, 5_000_001],
        ["乙二", team, 4_000_000],
        ["丙三", team, 2_999_999],
      ]);
      const view = await findPaymentListView(runtime, listId);
      if (!view) throw new Error("no list");
      const { sheet } = await createPaymentSheet(view, "zh-CN");
      expect(sheet.rows.map((row) => [row[1], row[7], row[9]])).toEqual([
        ["甲一（团队：甲一、乙二、丙三）", { decimal: "50000.01" }, "税后"],
        ["乙二（团队：甲一、乙二、丙三）", { decimal: "40000.00" }, "税后"],
        ["丙三（团队：甲一、乙二、丙三）", { decimal: "29999.99" }, "税后"],
        ["合计", { decimal: "120000.00" }, ""],
      ]);
      const paper = await createPaymentPaper(view, new Date(0), null, "zh-CN");
      const cells = paper.parts.flatMap((part) => (part.kind === "table" ? part.rows.map((row) => row.cells[3]) : []));
      expect(cells).toEqual(["50000.01", "40000.00", "29999.99", "120000.00"]);
      must(await payPaymentList(runtime, treasurer, { listId, voucher: "V" }));
      expect(await stateOf(entitlementId)).toBe("paid");
      const entries = await entriesOf(entitlementId);
      expect(entries.map(({ payKey, personId, amountFen }) => [payKey, personId, amountFen]).sort()).toEqual([
        [`${entitlementId}/`, first, 5_000_001],
        [`${entitlementId}//1`, other, 4_000_000],
        [`${entitlementId}//2`, third, 2_999_999],
      ]);
      // It is one payment of the entitlement, and cannot be divided any more.
      expect(await runtime.database.read.entitlementAct.count({ where: { entitlementId, act: "pay" } })).toBe(1);
      expect(codesOf(await divide(entitlementId, { method: "equal" }))).toEqual(["division-paid"]);
    });

    it("goes to one on behalf of the team, by an act with who, when and on what basis", async () => {
      const { entitlementId, personIds } = await plantTeam();
      must(await divide(entitlementId, { method: "on-behalf", personId: String(personIds[1]) }, officer, "全队委托书"));
      const { listId } = must(await prepare([entitlementId]));
      expect(await linesOf(listId)).toEqual([["乙二", "甲一,乙二,丙三", 12_000_000]]);
      const page = await findEntitlement(runtime, second, { competitionId: null, entitlementId });
      expect(page?.division?.standing).toMatchObject({
        method: "on-behalf",
        shares: [{ name: "乙二", amountFen: 12_000_000 }],
        reference: "全队委托书",
        at: "2026-11-20T01:00:00.000Z",
        holds: true,
      });
      expect(page?.history.map(({ act, toState }) => [act, toState])).toEqual([["divide", "publicised"]]);
      const record = await runtime.database.read.auditRecord.findFirstOrThrow({
        where: { act: "divide-entitlement", objectId: entitlementId },
      });
      expect([record.actorId, record.payload]).toEqual([
        officer.userId,
        expect.objectContaining({ method: "on-behalf", shares: [`${personIds[1]} 12000000`], replaces: null }),
      ]);
      // Who divided it does not approve the list.
      await addAccounts(runtime, treasurer, listId, [String(personIds[1])]);
      expect(codesOf(await approvePaymentList(runtime, officer, { listId }))).toEqual(["approver-reviewed"]);
      must(await approvePaymentList(runtime, second, { listId }));
    });

    it("can be divided anew until it is paid; a list by the decision before is neither approved nor paid", async () => {
      const { entitlementId, personIds } = await plantTeam();
      must(await divide(entitlementId, { method: "equal" }));
      const { listId } = must(await prepare([entitlementId]));
      await addAccounts(runtime, treasurer, listId, personIds);
      must(await divide(entitlementId, { method: "equal" }, officer));
      expect(codesOf(await approvePaymentList(runtime, second, { listId }))).toEqual(["lines-not-payable"]);
      const reasons = (await findPaymentList(runtime, officer, listId))?.lines.flatMap((line) => line.reasons);
      expect(reasons?.map(({ code }) => code)).toEqual(["division-changed", "division-changed", "division-changed"]);
      must(await dropPaymentList(runtime, treasurer, { listId, reason: "分配改变" }));
      const { listId: next } = must(await prepare([entitlementId]));
      must(await approvePaymentList(runtime, second, { listId: next }));
      must(await divide(entitlementId, { method: "on-behalf", personId: String(personIds[0]) }));
      expect(codesOf(await payPaymentList(runtime, treasurer, { listId: next, voucher: "V" }))).toEqual(["lines-not-payable"]);
      expect(await entriesOf(entitlementId)).toEqual([]);
      const kept = await runtime.database.read.entitlementDivision.findMany({ where: { entitlementId } });
      expect(kept.map(({ replacedAt }) => replacedAt === null).sort()).toEqual([false, false, true]);
    });

    it("is divided anew where the settled amount became another", async () => {
      const { entitlementId } = await plantTeam();
      must(await divide(entitlementId, { method: "equal" }));
      await plantRows(runtime, (tables) =>
        tables.entitlement.update({ where: { id: entitlementId }, data: { settledFen: 10_000_000 } }),
      );
      expect(codesOf(await prepare([entitlementId]))).toEqual(["division-outdated"]);
    });

    it.each<[string, AskedDivision, Parameters<typeof plantEntitlement>[2], DivideEntitlementRefusal]>([
      ["amounts that do not add up", { method: "stated", amounts: [] }, {}, "division-sum-differs"],
      ["nobody to take it", { method: "on-behalf", personId: "" }, {}, "division-member-missing"],
      ["what is one person's", { method: "equal" }, { names: ["甲一"] }, "division-no-team"],
      ["what an organisation gets", { method: "equal" }, { organisationId: "unit-dalian" }, "division-no-team"],
      ["what nobody reviewed", { method: "equal" }, { state: "applied", settledFen: null }, "division-too-early"],
    ])("is not divided with %s", async (_, asked, more, code) => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN, { names: ["甲一", "乙二"], ...more });
      expect(codesOf(await divide(entitlementId, asked))).toContain(code);
      expect(await runtime.database.read.entitlementDivision.count({ where: { entitlementId } })).toBe(0);
      expect(codesOf(await divide("none", asked))).toEqual(["entitlement-unknown"]);
    });

    it("is paid once, whichever division each of two racing lists follows", async () => {
      const { entitlementId, personIds } = await plantTeam();
      must(await divide(entitlementId, { method: "on-behalf", personId: String(personIds[0]) }));
      const first = await approveNew([entitlementId], personIds.slice(0, 1));
      // A second list by another division of the same instalment, as no service makes it.
      const other = newId();
      const [line] = await runtime.database.read.paymentLine.findMany({ where: { listId: first } });
      const again = (liveKey: string | null) =>
        plantRows(runtime, async (tables) => {
          const list = await tables.paymentList.findUniqueOrThrow({ where: { id: first } });
          await tables.paymentList.upsert({ where: { id: other }, create: { ...list, id: other, number: other }, update: {} });
          if (!line) throw new Error("no line");
          await tables.paymentLine.create({
            data: { ...line, id: newId(), listId: other, personId: String(personIds[1]), liveKey },
          });
        });
      await expect(again(line?.liveKey ?? "")).rejects.toThrow(/[Uu]nique/);
      await again(null);
      await plantRows(runtime, (tables) => tables.paymentLine.updateMany({ where: { listId: first }, data: { liveKey: null } }));
      const answers = await Promise.all(
        [first, other].map((listId) => payPaymentList(runtime, treasurer, { listId, voucher: listId })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await entriesOf(entitlementId)).toHaveLength(1);
    });
  });

  describe("nothing is paid twice", () => {
    /** Two approved lists of the same instalment, as no service makes them. */
    const plantTwin = async () => {
      const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
      const first = await approveNew([entitlementId], personIds);
      const twin = newId();
      await plantRows(runtime, async (tables) => {
        const list = await tables.paymentList.findUniqueOrThrow({ where: { id: first } });
        await tables.paymentList.create({ data: { ...list, id: twin, number: `${list.number}-twin` } });
        await tables.paymentLine.create({
          data: { id: newId(), listId: twin, entitlementId, position: 1, amountFen: 12_000_000, instalment: "", liveKey: null },
        });
        // Without its live key the first does not stand in the way of the twin's payment.
        await tables.paymentLine.updateMany({ where: { listId: first }, data: { liveKey: null } });
      });
      return { entitlementId, lists: [first, twin] as const };
    };

    it("when two lists of the same entitlement race", async () => {
      const { entitlementId, lists } = await plantTwin();
      const answers = await Promise.all(lists.map((listId) => payPaymentList(runtime, treasurer, { listId, voucher: listId })));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await entriesOf(entitlementId)).toHaveLength(1);
      const paid = await runtime.database.read.paymentList.count({ where: { id: { in: [...lists] }, state: "paid" } });
      expect(paid).toBe(1);
    });

    it("when two processes race over one database", async () => {
      const { entitlementId, lists } = await plantTwin();
      const other = await createRuntime(runtime.env, runtime.clock);
      try {
        const answers = await Promise.allSettled([
          payPaymentList(runtime, treasurer, { listId: lists[0], voucher: "here" }),
          payPaymentList(other, treasurer, { listId: lists[1], voucher: "there" }),
        ]);
        expect(answers.filter((answer) => answer.status === "fulfilled" && answer.value.ok)).toHaveLength(1);
        expect(await entriesOf(entitlementId)).toHaveLength(1);
      } finally {
        await other.close();
      }
    });

    it("when one list is paid by two people at once", async () => {
      const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
      const listId = await approveNew([entitlementId], personIds);
      const pay = () => payPaymentList(runtime, treasurer, { listId, voucher: "V" });
      const answers = await Promise.all([pay(), pay(), pay()]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, false, true]);
      expect(await entriesOf(entitlementId)).toHaveLength(1);
    });

    it("when two lists are prepared with it at once", async () => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      const answers = await Promise.all([prepare([entitlementId]), prepare([entitlementId])]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    });

    it("by the database itself, whatever writes to it; and without its key it would be", async () => {
      const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
      const listId = await approveNew([entitlementId], personIds);
      must(await payPaymentList(runtime, treasurer, { listId, voucher: "V" }));
      const [entry] = await entriesOf(entitlementId);
      if (!entry) throw new Error("nothing was paid");
      const again = (payKey: string | null) =>
        plantRows(runtime, (tables) => tables.ledgerEntry.create({ data: { ...entry, id: newId(), payKey } }));
      await expect(again(entry.payKey)).rejects.toThrow(/[Uu]nique/);
      expect(await entriesOf(entitlementId)).toHaveLength(1);
      await again(null);
      expect(await entriesOf(entitlementId)).toHaveLength(2);
      const line = await runtime.database.read.paymentLine.findFirstOrThrow({ where: { listId } });
      const twin = () =>
        plantRows(runtime, (tables) => tables.paymentLine.create({ data: { ...line, id: newId(), position: 2 } }));
      await expect(twin()).rejects.toThrow(/[Uu]nique/);
    });
  });

  describe("a budget that a list names", () => {
    const addBudget = (amountFen: number, year = 2026) =>
      recordBudget(runtime, officer, {
        organisationId: "unit-bureau",
        party: "government",
        year,
        purpose: "rewards",
        competitionId: null,
        amountFen,
        reference: "预算批复 1 号",
      });

    it("is never over-spent: by how much is said", async () => {
      const { budgetId } = must(await addBudget(20_000_000));
      const first = await plantEntitlement(runtime, CRAFTSMAN);
      const next = await plantEntitlement(runtime, CRAFTSMAN);
      const one = must(await prepare([first.entitlementId], { budgetId }));
      const two = must(await prepare([next.entitlementId], { budgetId }));
      await addAccounts(runtime, treasurer, one.listId, first.personIds);
      await addAccounts(runtime, treasurer, two.listId, next.personIds);
      must(await approvePaymentList(runtime, officer, one));
      const refused = await approvePaymentList(runtime, officer, two);
      expect(refused).toEqual({ ok: false, refusals: [{ code: "budget-exceeded", params: { over: "40,000", free: "80,000" } }] });
      must(await payPaymentList(runtime, treasurer, { listId: one.listId, voucher: "V" }));
      expect(codesOf(await approvePaymentList(runtime, officer, two))).toEqual(["budget-exceeded"]);
      const third = await plantEntitlement(runtime, CRAFTSMAN);
      expect(codesOf(await prepare([third.entitlementId], { budgetId }))).toEqual(["budget-exceeded"]);
      expect(codesOf(await voidBudget(runtime, officer, { budgetId, reason: "x" }))).toEqual(["budget-in-use"]);
    });

    it("is of the list's year, and not void", async () => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      const { budgetId } = must(await addBudget(20_000_000, 2025));
      expect(codesOf(await prepare([entitlementId], { budgetId }))).toEqual(["budget-year-differs"]);
      must(await voidBudget(runtime, officer, { budgetId, reason: "重复登记" }));
      expect(codesOf(await prepare([entitlementId], { budgetId }))).toEqual(["budget-void", "budget-year-differs"]);
      expect(codesOf(await prepare([entitlementId], { budgetId: "none" }))).toEqual(["budget-unknown"]);
    });
  });

  describe("accounts", () => {
    it("are sealed, shown masked, and viewed in full on record only", async () => {
      const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN);
      const { listId } = must(await prepare([entitlementId]));
      const [holderId = ""] = personIds;
      const account = { bank: "中国银行大连分行", number: "6217858000001234567" };
      must(await recordPayeeAccount(runtime, treasurer, { listId, holderId, account }));
      const page = await findPaymentList(runtime, officer, listId);
      expect(page?.lines[0]?.payee?.account).toMatchObject({ bank: account.bank, masked: "****4567" });
      expect(JSON.stringify(page)).not.toContain(account.number);
      const stored = await runtime.database.read.payeeAccount.findFirstOrThrow({ where: { personId: holderId } });
      expect(Buffer.from(stored.sealed).toString("latin1")).not.toContain(account.number);
      const views = () => runtime.database.read.auditRecord.count({ where: { act: "view-payee-account", objectId: stored.id } });
      expect(await views()).toBe(0);
      expect(must(await viewPayeeAccount(runtime, treasurer, { accountId: stored.id }))).toEqual({
        ...account,
        accountId: stored.id,
      });
      expect(await views()).toBe(1);
      const opened = must(await openPaymentCopy(runtime, treasurer, { listId }));
      expect(opened.get(stored.id)).toEqual(account);
      const copy = await runtime.database.read.auditRecord.findFirstOrThrow({
        where: { act: "print-treasurer-copy", objectId: listId },
      });
      expect(copy.payload).toMatchObject({ accounts: [stored.id] });
      expect(JSON.stringify(await runtime.database.read.auditRecord.findMany())).not.toContain(account.number);
    });

    it("are each member's own; a changed one replaces the earlier", async () => {
      const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN, { names: ["甲一", "乙二"] });
      must(await divide(entitlementId, { method: "equal" }));
      const { listId } = must(await prepare([entitlementId]));
      const [first = "", other = ""] = personIds;
      const record = (holderId: string, number: string) =>
        recordPayeeAccount(runtime, treasurer, { listId, holderId, account: { bank: "行", number } });
      const shown = async () =>
        (await findPaymentList(runtime, officer, listId))?.lines.map(({ payee }) => payee?.account?.masked ?? null);
      must(await record(other, "11112222"));
      expect(await shown()).toEqual([null, "****22"]);
      expect(codesOf(await approvePaymentList(runtime, officer, { listId }))).toEqual(["accounts-missing"]);
      must(await record(first, "333344445"));
      must(await record(first, "555566667"));
      expect(await shown()).toEqual(["****6667", "****22"]);
      expect(await runtime.database.read.payeeAccount.count({ where: { personId: first, replacedAt: null } })).toBe(1);
      expect(codesOf(await record("unit-works", "1"))).toEqual(["payee-not-in-list"]);
    });
  });

  it("shows what can be taken up, and why the rest cannot", async () => {
    const { entitlementId } = await plantEntitlement(runtime, CITY_FINALIST, {
      names: ["孙起重"],
      organisationId: "unit-dalian",
    });
    const late = await plantEntitlement(runtime, CRAFTSMAN, { publicityEndsAt: new Date("2026-12-01T00:00:00Z") });
    const page = await getPaymentsPage(runtime, { payerId: "unit-bureau", month: null });
    const found = (id: string) => page.chosen?.candidates.find((one) => one.entitlementId === id);
    expect(found(entitlementId)).toMatchObject({ about: ["孙起重"], amountFen: 150_000, reasons: [] });
    expect(found(entitlementId)?.payee?.holders).toEqual([{ id: "unit-dalian", name: "大连海港装备厂" }]);
    expect(found(late.entitlementId)?.reasons.map(({ code }) => code)).toEqual(["publicity-running"]);
    expect([page.month, page.year]).toEqual(["2026-11", 2026]);
  });

  it("comes out as a PDF and as a workbook", async () => {
    const planted = await plantEntitlement(runtime, CRAFTSMAN, { names: ["=cmd|' /C calc'!A0"] });
    const { listId } = must(await prepare([planted.entitlementId]));
    const view = await findPaymentListView(runtime, listId);
    if (!view) throw new Error("no list");
    const pdf = await renderPaper(await createPaymentPaper(view, new Date(0), null, "zh-CN"));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    const { sheet } = await createPaymentSheet(view, "zh-CN");
    const bytes = await writeWorkbook([sheet]);
    expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe("PK");
  });
});
