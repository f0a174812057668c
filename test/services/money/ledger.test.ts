/** Claw-backs and expenses by two people, budgets beside them, and the ledger's sums whatever was done. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LEDGER_GROUPINGS, sumEntries } from "#app/domain/money/ledger.ts";
import type { EntitlementDifference, Said } from "#app/domain/policy/reconcile.ts";
import { createLedgerSheets } from "#app/i18n/ledger-sheets.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEntitlementLedger } from "#app/queries/money/find-entitlement-ledger.server.ts";
import { getLedger, getLedgerFile, readLedgerFilters, toClauseKey } from "#app/queries/money/get-ledger.server.ts";
import { listBudgets } from "#app/queries/money/list-budgets.server.ts";
import { listRowPayers } from "#app/queries/money/list-row-payers.server.ts";
import { approveLedgerEntry } from "#app/services/money/approve-ledger-entry.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { divideEntitlement } from "#app/services/money/divide-entitlement.server.ts";
import { dropLedgerEntry } from "#app/services/money/drop-ledger-entry.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { proposeClawBack } from "#app/services/money/propose-claw-back.server.ts";
import { type ProposeExpense, proposeExpense } from "#app/services/money/propose-expense.server.ts";
import { recordBudget } from "#app/services/money/record-budget.server.ts";
import { recordRowPayer } from "#app/services/money/record-row-payer.server.ts";
import { voidBudget } from "#app/services/money/void-budget.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import {
  addAccounts,
  addSystemActor,
  CITY_FINALIST,
  CRAFTSMAN,
  payRowBy,
  plantEntitlement,
  plantRows,
} from "../../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NOW = "2026-11-20T01:00:00Z";
const ALL = readLedgerFilters(new URLSearchParams());

describeOnEachDatabase("the ledger", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let treasurer: Actor;
  let competitionId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
    ({ competitionId } = await addCompetition(runtime));
    for (const row of [CRAFTSMAN, CITY_FINALIST]) await payRowBy(runtime, officer, row, "unit-bureau");
  });
  beforeEach(() => runtime.clock.set(NOW));
  afterAll(() => runtime.dispose());

  const payNew = async (more: { budgetId?: string; competitionId?: string; names?: readonly string[] } = {}) => {
    const { names, competitionId: of } = more;
    const planted = { ...(names ? { names } : {}), ...(of ? { competitionId: of } : {}) };
    const { entitlementId, personIds } = await plantEntitlement(runtime, CRAFTSMAN, planted);
    if (names) {
      const asked = { method: "equal" } as const;
      must(await divideEntitlement(runtime, treasurer, { competitionId: null, entitlementId, asked, reference: "分配协议" }));
    }
    const asked = { payerId: "unit-bureau", year: 2026, month: "2026-11", entitlementIds: [entitlementId] };
    const { listId } = must(await preparePaymentList(runtime, treasurer, { budgetId: more.budgetId ?? null, ...asked }));
    await addAccounts(runtime, treasurer, listId, personIds);
    must(await approvePaymentList(runtime, officer, { listId }));
    must(await payPaymentList(runtime, treasurer, { listId, voucher: `V-${listId}` }));
    return entitlementId;
  };
  const clawBack = (entitlementId: string, amountFen: number, by = officer) =>
    proposeClawBack(runtime, by, { entitlementId, amountFen, reason: "仲裁后名次改变", reference: "仲裁〔2026〕1号" });
  const proposalsOf = async (entitlementId: string) =>
    (await findEntitlementLedger(runtime, officer, entitlementId))?.proposals ?? [];
  const approve = (entryId: string, by = second) => approveLedgerEntry(runtime, by, { entryId });
  const expense = (more: Partial<ProposeExpense> = {}) =>
    proposeExpense(runtime, treasurer, {
      organisationId: "unit-bureau",
      competitionId,
      budgetId: null,
      year: 2026,
      amountFen: 150_050,
      reason: "场地布置",
      reference: "合同 7",
      ...more,
    });

  describe("a claw-back", () => {
    it("is proposed, approved by a second person, and stands as an entry of its own", async () => {
      const entitlementId = await payNew({ competitionId });
      must(await clawBack(entitlementId, 2_000_000));
      const before = await findEntitlementLedger(runtime, officer, entitlementId);
      expect([before?.sums.netFen, before?.limitFen, before?.proposals[0]?.unmet.map(({ code }) => code)]).toEqual([
        12_000_000,
        10_000_000,
        ["approver-proposed"],
      ]);
      const [proposal] = await proposalsOf(entitlementId);
      const entryId = proposal?.entryId ?? "";
      expect(codesOf(await approve(entryId, officer))).toEqual(["approver-proposed"]);
      must(await approve(entryId));
      expect(codesOf(await approve(entryId))).toEqual(["entry-settled"]);
      expect(codesOf(await dropLedgerEntry(runtime, second, { entryId }))).toEqual(["entry-settled"]);
      const after = await findEntitlementLedger(runtime, officer, entitlementId);
      expect(after?.sums).toMatchObject({ paidFen: 12_000_000, clawedBackFen: 2_000_000, netFen: 10_000_000 });
      expect(after?.entries.map(({ kind, amountFen, competitionId: of }) => [kind, amountFen, of]).sort()).toEqual([
        ["claw-back", -2_000_000, competitionId],
        ["payment", 12_000_000, competitionId],
      ]);
      const act = await runtime.database.read.entitlementAct.findFirstOrThrow({ where: { entitlementId, act: "claw-back" } });
      expect(act).toMatchObject({ fromState: "paid", toState: "paid", actorId: second.userId });
    });

    it("of a team's reward follows the division: an entry for each share, proposed, approved and dropped as one", async () => {
      const entitlementId = await payNew({ names: ["甲一", "乙二", "丙三"] });
      must(await clawBack(entitlementId, 5_000_000));
      const [dropped, ...others] = await proposalsOf(entitlementId);
      expect(others).toEqual([]);
      expect([dropped?.amountFen, dropped?.shares]).toEqual([
        -5_000_000,
        // 50,000.00 by three is 16,666.66 and two fen over.
        [
          { member: "甲一", amountFen: -1_666_667 },
          { member: "乙二", amountFen: -1_666_667 },
          { member: "丙三", amountFen: -1_666_666 },
        ],
      ]);
      expect((await findEntitlementLedger(runtime, officer, entitlementId))?.limitFen).toBe(7_000_000);
      expect(codesOf(await clawBack(entitlementId, 7_000_001))).toEqual(["claw-back-exceeds"]);
      must(await dropLedgerEntry(runtime, second, { entryId: dropped?.entryId ?? "" }));
      expect(await proposalsOf(entitlementId)).toEqual([]);
      must(await clawBack(entitlementId, 12_000_000));
      const [whole] = await proposalsOf(entitlementId);
      expect(codesOf(await approve(whole?.entryId ?? "", officer))).toEqual(["approver-proposed"]);
      must(await approve(whole?.entryId ?? ""));
      expect(codesOf(await approve(whole?.entryId ?? ""))).toEqual(["entry-settled"]);
      const after = await findEntitlementLedger(runtime, officer, entitlementId);
      expect(after?.sums).toMatchObject({ paidFen: 12_000_000, clawedBackFen: 12_000_000, netFen: 0, entries: 6 });
      expect(after?.entries.map(({ kind, member, amountFen }) => `${kind} ${member} ${amountFen}`).sort()).toEqual([
        "claw-back 丙三 -4000000",
        "claw-back 乙二 -4000000",
        "claw-back 甲一 -4000000",
        "payment 丙三 4000000",
        "payment 乙二 4000000",
        "payment 甲一 4000000",
      ]);
      const acts = await runtime.database.read.entitlementAct.count({ where: { entitlementId, act: "claw-back" } });
      expect(acts).toBe(1);
    });

    it("never takes back more than was paid, proposals counted, whoever races", async () => {
      const entitlementId = await payNew();
      expect(codesOf(await clawBack(entitlementId, 12_000_001))).toEqual(["claw-back-exceeds"]);
      const answers = await Promise.all([clawBack(entitlementId, 7_000_000), clawBack(entitlementId, 7_000_000)]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      const [proposal] = await proposalsOf(entitlementId);
      must(await dropLedgerEntry(runtime, officer, { entryId: proposal?.entryId ?? "" }));
      must(await clawBack(entitlementId, 12_000_000));
      const [whole] = await proposalsOf(entitlementId);
      must(await approve(whole?.entryId ?? ""));
      expect(codesOf(await clawBack(entitlementId, 1))).toEqual(["claw-back-exceeds"]);
      expect((await findEntitlementLedger(runtime, officer, entitlementId))?.sums.netFen).toBe(0);
    });

    it("settles the difference beside what was paid, once no more is gone than the clauses owe now", async () => {
      const said: Said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: 12_000_000 };
      const differ = (id: string, difference: EntitlementDifference) =>
        plantRows(runtime, (tables) => tables.entitlement.update({ where: { id }, data: { difference } }));
      const differenceOf = async (id: string) =>
        (await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id } })).difference;
      const takeBack = async (id: string, amountFen: number) => {
        must(await clawBack(id, amountFen));
        must(await approve((await proposalsOf(id))[0]?.entryId ?? ""));
      };
      // No clause owes it any more: all of it has to come back, in one entry or in two.
      const gone = { kind: "gone", before: said, now: null, settled: false } as const;
      const whole = await payNew();
      await differ(whole, gone);
      must(await clawBack(whole, 5_000_000));
      expect(await differenceOf(whole)).toEqual(gone);
      must(await approve((await proposalsOf(whole))[0]?.entryId ?? ""));
      expect(await differenceOf(whole)).toEqual(gone);
      await takeBack(whole, 7_000_000);
      expect(await differenceOf(whole)).toEqual({ ...gone, settled: true });
      // The clause owes 50,000 yuan in the place of 120,000.
      const less = { kind: "changed", before: said, now: { ...said, amountFen: 5_000_000 }, settled: false } as const;
      const part = await payNew();
      await differ(part, less);
      await takeBack(part, 6_999_999);
      expect(await differenceOf(part)).toEqual(less);
      await takeBack(part, 1);
      expect(await differenceOf(part)).toEqual({ ...less, settled: true });
      // It owes more than was paid: what came back has nothing to do with that.
      const more = { ...less, now: { ...said, amountFen: 15_000_000 } };
      const other = await payNew();
      await differ(other, more);
      await takeBack(other, 2_000_000);
      expect(await differenceOf(other)).toEqual(more);
    });

    it("of what was not paid is refused", async () => {
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      expect(codesOf(await clawBack(entitlementId, 1))).toEqual(["nothing-paid"]);
      expect(codesOf(await clawBack("none", 1))).toEqual(["nothing-paid"]);
    });
  });

  it("counts an expense once a second person approved it, and takes it out of its budget", async () => {
    const { budgetId } = must(
      await recordBudget(runtime, officer, {
        organisationId: "unit-works",
        party: "enterprise",
        year: 2026,
        purpose: "holding",
        competitionId,
        amountFen: 200_000,
        reference: "捐赠协议",
      }),
    );
    const free = async () => (await listBudgets(runtime)).budgets.find((one) => one.budgetId === budgetId)?.use.freeFen;
    expect(codesOf(await expense({ budgetId, amountFen: 200_001 }))).toEqual(["budget-exceeded"]);
    must(await expense({ budgetId }));
    must(await expense({ budgetId }));
    expect(await free()).toBe(200_000);
    const [one, two] = (await getLedger(runtime, officer, ALL)).proposals;
    expect(codesOf(await approve(one?.entryId ?? "", treasurer))).toEqual(["approver-proposed"]);
    must(await approve(one?.entryId ?? ""));
    expect(await free()).toBe(49_950);
    expect(codesOf(await approve(two?.entryId ?? ""))).toEqual(["budget-exceeded"]);
    expect(codesOf(await voidBudget(runtime, officer, { budgetId, reason: "x" }))).toEqual(["budget-in-use"]);
    must(await dropLedgerEntry(runtime, officer, { entryId: two?.entryId ?? "" }));
    expect(codesOf(await expense({ organisationId: "none", competitionId: "none", amountFen: 0, budgetId: "none" }))).toEqual([
      "payer-unknown",
      "competition-unknown",
      "amount-not-positive",
      "budget-unknown",
    ]);
  });

  it("gives a budget back what was clawed back in its year, and not in the next", async () => {
    const budget = { organisationId: "unit-bureau", party: "government", purpose: "rewards", competitionId: null } as const;
    const { budgetId } = must(
      await recordBudget(runtime, officer, { ...budget, year: 2026, amountFen: 30_000_000, reference: "批复" }),
    );
    const free = async () => (await listBudgets(runtime)).budgets.find((one) => one.budgetId === budgetId)?.use.freeFen;
    const entitlementId = await payNew({ budgetId });
    expect(await free()).toBe(18_000_000);
    must(await clawBack(entitlementId, 2_000_000));
    must(await approve((await proposalsOf(entitlementId))[0]?.entryId ?? ""));
    expect(await free()).toBe(20_000_000);
    runtime.clock.set("2027-01-10T01:00:00Z");
    must(await clawBack(entitlementId, 1_000_000));
    must(await approve((await proposalsOf(entitlementId))[0]?.entryId ?? ""));
    expect(await free()).toBe(20_000_000);
    const last = (await findEntitlementLedger(runtime, officer, entitlementId))?.entries[0];
    expect([last?.year, last?.amountFen]).toEqual([2027, -1_000_000]);
  });

  it("shows sums by payer, year, clause and competition under any filter, always those of the entries shown", async () => {
    const rows = (await getLedgerFile(runtime, ALL)).entries;
    expect(rows.length).toBeGreaterThan(5);
    const parameters = fc.record({
      by: fc.constantFrom(...LEDGER_GROUPINGS),
      payer: fc.constantFrom("", "unit-bureau", "unit-works"),
      year: fc.constantFrom("", "2026", "2027", "misspelt"),
      clause: fc.constantFrom("", toClauseKey("dalian", "(15)"), toClauseKey("dalian", "(14)")),
      competition: fc.constantFrom("", competitionId),
    });
    await fc.assert(
      fc.asyncProperty(parameters, async (asked) => {
        const page = await getLedger(runtime, officer, readLedgerFilters(new URLSearchParams(asked)));
        let sum = 0;
        for (const { amountFen } of page.entries) sum += amountFen;
        let grouped = 0;
        for (const { sums } of page.groups) grouped += sums.netFen;
        expect([page.sums.netFen, grouped, page.sums.entries]).toEqual([sum, sum, page.total]);
        for (const entry of page.entries) {
          expect(asked.payer === "" || entry.payerId === asked.payer).toBe(true);
          expect(asked.competition === "" || entry.competitionId === asked.competition).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
    const stored = await runtime.database.read.ledgerEntry.aggregate({
      where: { approvedAt: { not: null }, droppedAt: null },
      _sum: { amountFen: true },
    });
    expect((await getLedger(runtime, officer, ALL)).sums.netFen).toBe(stored._sum.amountFen);
  });

  it("keeps its bounds over random acts of people through the services", async () => {
    const entitlementIds = [await payNew(), await payNew({ names: ["甲一", "乙二", "丙三"] })];
    const act = fc.record({
      kind: fc.constantFrom("propose" as const, "approve" as const, "drop" as const),
      of: fc.nat(1),
      amountFen: fc.integer({ min: 1, max: 13_000_000 }),
      by: fc.constantFrom("officer" as const, "second" as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 8 }), async (sequence) => {
        for (const { kind, of, amountFen, by } of sequence) {
          const actor = by === "officer" ? officer : second;
          const entitlementId = entitlementIds[of] ?? "";
          const [proposal] = await proposalsOf(entitlementId);
          const entryId = proposal?.entryId ?? "none";
          if (kind === "propose") await clawBack(entitlementId, amountFen, actor);
          if (kind === "approve") await approve(entryId, actor);
          if (kind === "drop") await dropLedgerEntry(runtime, actor, { entryId });
          const found = await findEntitlementLedger(runtime, officer, entitlementId);
          expect(found?.sums.netFen).toBeGreaterThanOrEqual(0);
          expect(found?.sums.netFen).toBeLessThanOrEqual(12_000_000);
          expect(found?.limitFen).toBeGreaterThanOrEqual(0);
          const entries = found?.entries ?? [];
          for (const member of new Set(entries.map((entry) => entry.member))) {
            expect(sumEntries(entries.filter((entry) => entry.member === member)).netFen).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it("comes out as sheets: entries with their sum, and the groups", async () => {
    const file = await getLedgerFile(runtime, ALL);
    const { sheets } = await createLedgerSheets(file, "zh-CN");
    const [entries, groups] = sheets;
    expect(entries?.rows).toHaveLength(file.entries.length + 1);
    expect(groups?.rows.at(-1)?.[1]).toBe(file.entries.length);
    for (const sheet of sheets) for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
  });

  it("records who pays a row, with its history; the last one counts", async () => {
    const key = "dalian.9-scarce-talent";
    const of = async () => (await listRowPayers(runtime, key)).chosen;
    expect([(await of())?.payer, (await of())?.records]).toEqual([null, []]);
    const record = (organisationId: string, rowId = "9-scarce-talent") =>
      recordRowPayer(runtime, officer, { packName: "dalian", rowId, organisationId, reference: "纪要" });
    must(await record("unit-works"));
    runtime.clock.advanceMinutes(1);
    must(await record("unit-bureau"));
    expect((await of())?.payer).toBe("通州区人力社保局");
    expect((await of())?.records.map(({ organisation }) => organisation)).toEqual(["通州区人力社保局", "运河机电有限公司"]);
    expect(codesOf(await record("none", "none"))).toEqual(["row-unknown", "organisation-unknown"]);
    const rows = (await listRowPayers(runtime, null)).rows;
    expect(rows.some(({ amount }) => (amount.kind as string) === "none")).toBe(false);
    const nothing = await recordRowPayer(runtime, officer, {
      packName: "xinjiang",
      rowId: await findRowWithoutMoney(),
      organisationId: "unit-bureau",
      reference: "纪要",
    });
    expect(codesOf(nothing)).toEqual(["row-pays-nothing"]);
  });

  async function findRowWithoutMoney(): Promise<string> {
    const pack = await runtime.database.read.policyPack.findFirstOrThrow({ where: { name: "xinjiang" } });
    const { rows } = pack.content as unknown as { rows: { id: string; amount: { kind: string } }[] };
    return rows.find(({ amount }) => amount.kind === "none")?.id ?? "";
  }
});
