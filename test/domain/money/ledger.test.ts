/** The ledger's invariants over random sequences of acts: its sum is that of its entries, and no entitlement's net leaves its bounds. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  computeClawBackLimit,
  type Entry,
  groupEntries,
  listClawBackReasons,
  listEntryApprovalReasons,
  sumEntries,
  toEntryStatus,
} from "#app/domain/money/ledger.ts";

const entry = (kind: Entry["kind"], amountFen: number, status: Entry["status"] = "counts"): Entry => ({
  kind,
  amountFen,
  status,
});
const PAID = entry("payment", 12_000_000);

describe("by hand", () => {
  it("what was proposed or dropped counts nowhere", () => {
    const entries = [PAID, entry("claw-back", -2_000_000), entry("claw-back", -1, "proposed"), entry("expense", 500, "dropped")];
    expect(sumEntries(entries)).toEqual({
      paidFen: 12_000_000,
      clawedBackFen: 2_000_000,
      spentFen: 0,
      netFen: 10_000_000,
      entries: 2,
    });
    expect(computeClawBackLimit(entries)).toBe(9_999_999);
  });

  it("no more comes back than was paid, proposals counted", () => {
    const entries = [PAID, entry("claw-back", -5_000_000, "proposed")];
    expect(listClawBackReasons(entries, 7_000_000)).toEqual([]);
    expect(listClawBackReasons(entries, 7_000_001)).toEqual([
      { code: "claw-back-exceeds", params: { field: "amount", limit: "70,000" } },
    ]);
    expect(listClawBackReasons([], 1).map(({ code }) => code)).toEqual(["nothing-paid"]);
    expect(listClawBackReasons([PAID], 0).map(({ code }) => code)).toEqual(["amount-not-positive"]);
  });

  it("a second person approves, once, and no more than is left", () => {
    const proposal = { ...entry("claw-back", -12_000_000, "proposed"), recordedById: "officer" };
    const codes = (actorId: string, others: readonly Entry[], one = proposal) =>
      listEntryApprovalReasons(one, { actorId, others }).map(({ code }) => code);
    expect(codes("second", [PAID])).toEqual([]);
    expect(codes("officer", [PAID])).toEqual(["approver-proposed"]);
    expect(codes("officer", [PAID, entry("claw-back", -1)])).toEqual(["approver-proposed", "claw-back-exceeds"]);
    expect(codes("second", [PAID], { ...proposal, status: "counts" })).toEqual(["entry-settled"]);
  });

  it("stands where its moments say", () => {
    const at = new Date(0);
    expect([
      toEntryStatus({ approvedAt: null, droppedAt: null }),
      toEntryStatus({ approvedAt: at, droppedAt: null }),
      toEntryStatus({ approvedAt: null, droppedAt: at }),
    ]).toEqual(["proposed", "counts", "dropped"]);
  });
});

type Booked = Entry & { readonly entitlement: number; readonly recordedById: string };

const ENTITLEMENTS = [12_000_000, 150_000, 1] as const;
const acts = fc.array(
  fc.record({
    act: fc.constantFrom("pay" as const, "propose" as const, "approve" as const, "drop" as const),
    entitlement: fc.nat(ENTITLEMENTS.length - 1),
    amount: fc.integer({ min: -10, max: 13_000_000 }),
    actor: fc.constantFrom("one", "two"),
    at: fc.nat(40),
  }),
  { maxLength: 60 },
);

/** Carries a sequence of acts out as the services do: what is refused changes nothing. */
function play(sequence: typeof acts extends fc.Arbitrary<infer Value> ? Value : never): readonly Booked[] {
  const book: Booked[] = [];
  for (const { act, entitlement, amount, actor, at } of sequence) {
    const own = book.filter((one) => one.entitlement === entitlement);
    const amountFen = ENTITLEMENTS[entitlement] ?? 0;
    if (act === "pay" && !own.some(({ kind }) => kind === "payment")) {
      book.push({ ...entry("payment", amountFen), entitlement, recordedById: actor });
    }
    if (act === "propose" && listClawBackReasons(own, amount).length === 0) {
      book.push({ ...entry("claw-back", 0 - amount, "proposed"), entitlement, recordedById: actor });
    }
    const one = book[at];
    if (!one || (act !== "approve" && act !== "drop")) continue;
    const others = book.filter((other) => other !== one && other.entitlement === one.entitlement);
    if (act === "approve" && listEntryApprovalReasons(one, { actorId: actor, others }).length === 0) {
      book[at] = { ...one, status: "counts" };
    }
    if (act === "drop" && one.status === "proposed") book[at] = { ...one, status: "dropped" };
  }
  return book;
}

describe("over any sequence of acts", () => {
  it("the net of an entitlement is never negative, nor above what was approved for it", () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const book = play(sequence);
        for (const [index, approved] of ENTITLEMENTS.entries()) {
          const own = book.filter(({ entitlement }) => entitlement === index);
          const { netFen } = sumEntries(own);
          expect(netFen).toBeGreaterThanOrEqual(0);
          expect(netFen).toBeLessThanOrEqual(approved);
          expect(computeClawBackLimit(own)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("the sum is that of the entries that count, and of the groups however they are cut", () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const book = play(sequence);
        let total = 0;
        for (const { amountFen, status } of book) if (status === "counts") total += amountFen;
        const sums = sumEntries(book);
        expect(sums.netFen).toBe(total);
        for (const keyOf of [({ entitlement }: Booked) => String(entitlement), ({ recordedById }: Booked) => recordedById]) {
          let grouped = 0;
          let entries = 0;
          for (const group of groupEntries(book, keyOf).values()) {
            grouped += group.netFen;
            entries += group.entries;
          }
          expect([grouped, entries]).toEqual([total, sums.entries]);
        }
      }),
    );
  });

  it("without the check of proposals a net would become negative", () => {
    const twice = [PAID, entry("claw-back", -12_000_000), entry("claw-back", -12_000_000)];
    expect(sumEntries(twice).netFen).toBeLessThan(0);
  });
});
