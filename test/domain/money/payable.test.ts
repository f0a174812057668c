/** What may enter a payment list: every condition by itself, and all of them at once. */
import { describe, expect, it } from "vitest";
import { maskAccount } from "#app/domain/money/account.ts";
import type { DivisionShare } from "#app/domain/money/division.ts";
import {
  computeInstalmentFen,
  countInstalments,
  findPayee,
  isPaidInFull,
  listPayableReasons,
  listPaymentParts,
  type Payable,
  toInstalment,
  toLineKey,
} from "#app/domain/money/payable.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";

const BEFORE = {} as EntitlementDifference["before"];
const NOW = Date.UTC(2026, 10, 20);
const PAYABLE: Payable = {
  entitlementId: "e",
  state: "publicised",
  draft: false,
  publicityEndsAt: new Date(NOW),
  difference: null,
  holds: [],
  settledFen: 12_000_000,
  payment: { every: "once" },
  payerId: "bureau",
  payee: { kind: "people", personIds: ["p"] },
  division: null,
  taken: [],
};
const OPEN: EntitlementDifference = { kind: "gone", before: BEFORE, now: null, settled: false };
const codes = (changes: Partial<Payable>, asked: { payerId?: string; instalment?: string } = {}) =>
  listPayableReasons({ ...PAYABLE, ...changes }, { payerId: "bureau", instalment: "", now: NOW, month: "2026-11", ...asked }).map(
    ({ code }) => code,
  );
const MONTHLY = { payment: { every: "month", months: 36 } } as const;

describe("an entitlement enters a list", () => {
  it("when it is publicised, its period over, and its amount, payee and payer known", () => {
    expect(codes({})).toEqual([]);
  });

  it.each([
    [{ state: "reviewed" }, "not-publicised"],
    [{ state: "paid" }, "not-publicised"],
    [{ draft: true }, "draft-computed-only"],
    [{ publicityEndsAt: new Date(NOW + 1) }, "publicity-running"],
    [{ publicityEndsAt: null }, "publicity-running"],
    [{ difference: OPEN }, "difference-open"],
    [{ settledFen: null }, "amount-unsettled"],
    [{ settledFen: 0 }, "amount-unsettled"],
    [{ payee: null }, "payee-unknown"],
    [{ payerId: null }, "payer-missing"],
    [{ payerId: "union" }, "payer-differs"],
    [{ taken: [""] }, "in-list-already"],
  ] satisfies [Partial<Payable>, string][])("not with %o: %s", (changes, code) => {
    expect(codes(changes)).toEqual([code]);
  });

  it("of a team only by a division of the amount that is settled, among its members", () => {
    const payee = { kind: "people", personIds: ["a", "b"] } as const;
    const of = (shares: readonly DivisionShare[]) => ({ divisionId: "d", method: "stated" as const, shares });
    expect(codes({ payee })).toEqual(["team-undivided"]);
    const whole = [
      { personId: "a", amountFen: 7_000_000 },
      { personId: "b", amountFen: 5_000_000 },
    ];
    expect(codes({ payee, division: of(whole) })).toEqual([]);
    expect(codes({ payee, division: of(whole), settledFen: 11_999_999 })).toEqual(["division-outdated"]);
    expect(codes({ payee, division: of([{ personId: "gone", amountFen: 12_000_000 }]) })).toEqual(["division-outdated"]);
    // One person, and an organisation, are paid without any.
    expect(listPaymentParts(PAYABLE)).toEqual([{ personId: null, payee: PAYABLE.payee, amountFen: 12_000_000 }]);
    expect(listPaymentParts({ ...PAYABLE, payee, division: null })).toEqual([]);
    expect(listPaymentParts({ ...PAYABLE, payee, division: of(whole) })).toEqual([
      { personId: "a", payee: { kind: "people", personIds: ["a"] }, amountFen: 7_000_000 },
      { personId: "b", payee: { kind: "people", personIds: ["b"] }, amountFen: 5_000_000 },
    ]);
  });

  it("once, however it is divided: two payments of an instalment meet in the first share, and the shares are one instalment", () => {
    const key = (instalment: string, share: number) => toLineKey({ entitlementId: "e", instalment, share });
    expect([key("", 0), key("", 1), key("2026-11", 0), key("2026-11", 2)]).toEqual(["e/", "e//1", "e/2026-11", "e/2026-11/2"]);
    expect(countInstalments([key("", 0), key("", 1), key("", 2), null])).toBe(1);
    expect(countInstalments([key("2026-10", 0), key("2026-10", 1), key("2026-11", 0)])).toBe(2);
  });

  it("with a difference that a person has decided on", () => {
    expect(codes({ difference: { ...OPEN, settled: true } })).toEqual([]);
  });

  it("says every reason at once", () => {
    expect(
      codes({
        state: "reviewed",
        draft: true,
        difference: OPEN,
        payee: null,
        payerId: null,
        settledFen: null,
      }),
    ).toEqual(["draft-computed-only", "not-publicised", "difference-open", "amount-unsettled", "payee-unknown", "payer-missing"]);
  });
});

describe("an allowance", () => {
  const months = (count: number) => Array.from({ length: count }, (_, index) => `2024-${String(index).padStart(2, "0")}`);

  it("is paid month by month, once each, and not before the month has begun", () => {
    expect(codes(MONTHLY, { instalment: "2026-11" })).toEqual([]);
    expect(codes(MONTHLY, { instalment: "2026-12" })).toEqual(["instalment-not-due"]);
    expect(codes({ ...MONTHLY, taken: ["2026-11"] }, { instalment: "2026-11" })).toEqual(["in-list-already"]);
  });

  it("ends with its last month; where the document does not say how many, it has none", () => {
    expect(codes({ ...MONTHLY, taken: months(35) }, { instalment: "2026-11" })).toEqual([]);
    expect(codes({ ...MONTHLY, taken: months(36) }, { instalment: "2026-11" })).toEqual(["instalments-complete"]);
    const open = { payment: { every: "month", months: null } } as const;
    expect(codes({ ...open, taken: months(99) }, { instalment: "2026-11" })).toEqual([]);
    expect([isPaidInFull(MONTHLY.payment, 35), isPaidInFull(MONTHLY.payment, 36), isPaidInFull(open.payment, 99)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isPaidInFull({ every: "once" }, 1)).toBe(true);
  });

  it("is named by its month; what is paid once by nothing", () => {
    expect([toInstalment(MONTHLY.payment, "2026-11"), toInstalment({ every: "once" }, "2026-11")]).toEqual(["2026-11", ""]);
  });
});

it("pays what the review settled, and nothing by itself", () => {
  const of = (settledFen: number | null) => computeInstalmentFen({ settledFen });
  expect([of(60), of(0), of(null)]).toEqual([60, null, null]);
});

describe("the payee", () => {
  const found = { settledOrganisationId: null, organisationId: null, personIds: ["p", "q"] };

  it("is the people that a row names, or the organisation that it names or the review settled", () => {
    expect(findPayee("person-or-team", found)).toEqual({ kind: "people", personIds: ["p", "q"] });
    expect(findPayee("employer-or-school", { ...found, organisationId: "works" })).toEqual({
      kind: "organisation",
      organisationId: "works",
    });
    expect(findPayee("person", { ...found, settledOrganisationId: "works" })).toEqual({
      kind: "organisation",
      organisationId: "works",
    });
  });

  it("is nobody while an organisation is to be paid that is not known: never the person in its place", () => {
    expect(findPayee("employer-or-school", found)).toBeNull();
    expect(findPayee("training-organisation", found)).toBeNull();
    expect(findPayee("competition", found)).toBeNull();
    expect(findPayee("person", { ...found, personIds: [] })).toBeNull();
  });
});

it("shows the last four digits of an account", () => {
  expect([maskAccount("6222020200012345678"), maskAccount("1234567")]).toEqual(["****5678", "****67"]);
});
