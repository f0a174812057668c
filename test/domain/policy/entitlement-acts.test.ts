/** The matrix of acts on entitlements: from which state, by whom, with what; and no way that pays a draft. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideApplying,
  decideKeeping,
  decidePayment,
  decidePublicising,
  decideRefusing,
  decideReopening,
  decideReviewing,
  type EntitlementFacts,
  gatherRefusals,
  HOLDS,
  type ReviewAnswer,
  type ReviewQuestions,
} from "#app/domain/policy/entitlement-acts.ts";
import { ENTITLEMENT_STATES, type EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import type { Decision } from "#app/domain/shared/decision.ts";

const NOW = new Date("2026-11-20T01:00:00Z");
const FACTS: EntitlementFacts = {
  state: "computed",
  draft: false,
  difference: null,
  holds: [],
  appliedById: "officer-1",
};
const EXACT: ReviewQuestions = { codes: [], amount: { kind: "exact", fen: 150_000 }, organisations: null };
const ANSWER: ReviewAnswer = { decisions: [], settledFen: null, organisationId: null };
const SAID = { outcome: "owed", draft: false, amountKind: "exact", amountFen: 150_000 } as const;
const GONE: EntitlementDifference = { kind: "gone", before: SAID, now: null, settled: false };

function codes(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

const inState = (state: EntitlementState, more: Partial<EntitlementFacts> = {}): EntitlementFacts => ({
  ...FACTS,
  state,
  ...more,
});
const review = (facts: EntitlementFacts, questions = EXACT, answer = ANSWER, actor = "officer-2") =>
  decideReviewing(facts, actor, questions, answer);
const pay = (facts: EntitlementFacts, publicityEndsAt: Date | null = NOW, settledFen: number | null = 150_000) =>
  decidePayment({ ...facts, publicityEndsAt, settledFen }, NOW);

it.each(HOLDS)("grants and pays nothing while it is held: %s", (hold) => {
  const held = { holds: [hold] } as const;
  expect(codes(decideApplying(inState("computed", held)))).toEqual([hold]);
  expect(codes(review(inState("applied", held)))).toEqual([hold]);
  expect(codes(decidePublicising(inState("reviewed", held)))).toEqual([hold]);
  expect(codes(pay(inState("publicised", held)))).toEqual([hold]);
  // To refuse takes nothing back that a later decision could not.
  expect(codes(decideRefusing(inState("applied", held), false))).toEqual([]);
});

describe("each act has its own states", () => {
  const open = (act: (facts: EntitlementFacts) => Decision<unknown>) =>
    ENTITLEMENT_STATES.filter((state) => act(inState(state)).ok);

  it.each([
    ["apply", decideApplying, ["computed"]],
    ["review", review, ["applied"]],
    ["publicise", decidePublicising, ["reviewed"]],
    ["pay", pay, ["publicised"]],
    ["refuse", (facts: EntitlementFacts) => decideRefusing(facts, false), ["applied", "reviewed", "publicised"]],
    ["reopen", decideReopening, ["refused"]],
  ] as const)("%s", (_name, act, states) => {
    expect(open((facts) => act(facts))).toEqual(states);
  });
});

describe("a draft is computed only", () => {
  it.each(ENTITLEMENT_STATES)("%s", (state) => {
    const facts = inState(state, { draft: true });
    for (const act of [decideApplying, review, decidePublicising, pay]) {
      expect(codes(act(facts))).toContain("draft-computed-only");
    }
  });

  it("no sequence of acts and computations pays one", () => {
    type Step = "apply" | "review" | "publicise" | "pay" | "refuse" | "reopen" | "keep" | "becomes-draft" | "in-force";
    const steps = fc.array(
      fc.constantFrom<Step>("apply", "review", "publicise", "pay", "refuse", "reopen", "keep", "becomes-draft", "in-force"),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        let facts = inState("computed", { draft: true });
        let isDraftNow = true;
        for (const step of list) {
          const acts: Partial<Record<Step, () => Decision<EntitlementState>>> = {
            apply: () => decideApplying(facts),
            publicise: () => decidePublicising(facts),
            pay: () => pay(facts),
            refuse: () => decideRefusing(facts, false),
            reopen: () => decideReopening(facts),
            keep: () => decideKeeping(facts, "officer-2"),
            review: () => {
              const decided = review(facts);
              return decided.ok ? { ok: true, value: decided.value.state } : decided;
            },
          };
          if (step === "becomes-draft" || step === "in-force") {
            isDraftNow = step === "becomes-draft";
            facts =
              facts.state === "computed"
                ? { ...facts, draft: isDraftNow }
                : {
                    ...facts,
                    difference:
                      facts.draft === isDraftNow
                        ? null
                        : {
                            kind: "changed",
                            before: { ...SAID, draft: facts.draft },
                            now: { ...SAID, draft: isDraftNow },
                            settled: false,
                          },
                  };
            continue;
          }
          const decided = acts[step]?.();
          if (!decided?.ok) continue;
          if (step === "pay") expect(isDraftNow).toBe(false);
          if (step === "keep" && facts.difference) facts = { ...facts, difference: { ...facts.difference, settled: true } };
          facts = { ...facts, state: decided.value };
          // What is reopened is what the computation says now.
          if (step === "reopen") facts = { ...facts, draft: isDraftNow, difference: null };
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the review", () => {
  const applied = inState("applied");
  const asked: ReviewQuestions = {
    codes: ["person-of-district", "award-grade-mapping"],
    amount: { kind: "ceiling", fen: 1_000_000 },
    organisations: null,
  };
  const met = (code: string, outcome: "met" | "not-met" = "met") => ({ code, outcome, reason: "核对户籍与合同" });

  it("is another person's", () => {
    expect(codes(review(applied, EXACT, ANSWER, "officer-1"))).toEqual(["same-person"]);
    expect(review(applied).ok).toBe(true);
  });

  it("settles every question, with reasons, and the amount", () => {
    expect(codes(review(applied, asked))).toEqual(["question-unsettled", "question-unsettled", "amount-missing"]);
    const decisions = [met("person-of-district"), met("award-grade-mapping")];
    expect(codes(review(applied, asked, { ...ANSWER, decisions, settledFen: 1_000_001 }))).toEqual(["amount-above-ceiling"]);
    expect(codes(review(applied, asked, { ...ANSWER, decisions, settledFen: 0 }))).toEqual(["amount-missing"]);
    expect(review(applied, asked, { ...ANSWER, decisions, settledFen: 1_000_000 })).toEqual({
      ok: true,
      value: { state: "reviewed", settledFen: 1_000_000, organisationId: null },
    });
    expect(codes(review(applied, asked, { ...ANSWER, decisions: [...decisions, met("may")], settledFen: 1 }))).toEqual([
      "question-unknown",
    ]);
    const blank = [met("person-of-district"), { ...met("award-grade-mapping"), reason: " " }];
    expect(codes(review(applied, asked, { ...ANSWER, decisions: blank, settledFen: 1 }))).toEqual(["question-unsettled"]);
  });

  it("is a refusal when anything is not met, and then asks for no amount", () => {
    const decisions = [met("person-of-district", "not-met"), met("award-grade-mapping")];
    expect(review(applied, asked, { ...ANSWER, decisions })).toEqual({
      ok: true,
      value: { state: "refused", settledFen: null, organisationId: null },
    });
  });

  it("takes the exact amount of the clause and no other", () => {
    expect(review(applied)).toMatchObject({ value: { settledFen: 150_000 } });
    expect(codes(review(applied, EXACT, { ...ANSWER, settledFen: 149_999 }))).toEqual(["amount-not-exact"]);
  });

  it("names the organisation where it is to be decided, out of those concerned", () => {
    const questions: ReviewQuestions = { ...EXACT, organisations: { isRequired: true, ids: ["works", "college"] } };
    expect(codes(review(applied, questions))).toEqual(["organisation-missing"]);
    expect(codes(review(applied, questions, { ...ANSWER, organisationId: "another" }))).toEqual(["organisation-not-concerned"]);
    expect(review(applied, questions, { ...ANSWER, organisationId: "college" })).toMatchObject({
      value: { organisationId: "college" },
    });
    expect(codes(review(applied, EXACT, { ...ANSWER, organisationId: "works" }))).toEqual(["organisation-not-concerned"]);
  });
});

describe("payment", () => {
  it("waits for the end of publicity, a settled amount and every difference", () => {
    const publicised = inState("publicised");
    expect(codes(pay(publicised, new Date(NOW.getTime() + 1)))).toEqual(["publicity-running"]);
    expect(codes(pay(publicised, null))).toEqual(["publicity-running"]);
    expect(codes(pay(publicised, NOW, null))).toEqual(["amount-unsettled"]);
    expect(codes(pay({ ...publicised, difference: GONE }))).toEqual(["difference-open"]);
    expect(pay({ ...publicised, difference: { ...GONE, settled: true } }).ok).toBe(true);
    expect(codes(pay(inState("paid")))).toEqual(["not-publicised"]);
  });
});

describe("a difference", () => {
  it("holds every step, is kept once, and never keeps a draft on its way to payment", () => {
    for (const [state, act] of [
      ["applied", review],
      ["reviewed", decidePublicising],
    ] as const) {
      expect(codes(act(inState(state, { difference: GONE })))).toEqual(["difference-open"]);
    }
    expect(decideKeeping(inState("paid", { difference: GONE }), "officer-2")).toEqual({ ok: true, value: "paid" });
    expect(codes(decideKeeping(inState("paid"), "officer-2"))).toEqual(["not-different"]);
    expect(codes(decideKeeping(inState("paid", { difference: { ...GONE, settled: true } }), "officer-2"))).toEqual([
      "not-different",
    ]);
    const draft: EntitlementDifference = { kind: "changed", before: SAID, now: { ...SAID, draft: true }, settled: false };
    expect(codes(decideKeeping(inState("reviewed", { difference: draft }), "officer-2"))).toEqual(["difference-draft"]);
    // Not by who applied, and not before a review that would have nothing left to ask.
    expect(codes(decideKeeping(inState("reviewed", { difference: GONE }), "officer-1"))).toEqual(["applicant-keeps"]);
    expect(codes(decideKeeping(inState("applied", { difference: GONE }), "officer-2"))).toEqual(["gone-before-review"]);
    const changed: EntitlementDifference = { kind: "changed", before: SAID, now: { ...SAID, amountFen: 1 }, settled: false };
    expect(decideKeeping(inState("applied", { difference: changed }), "officer-2")).toEqual({ ok: true, value: "applied" });
  });
});

it("what stands on a payment list is not refused", () => {
  expect(codes(decideRefusing(inState("publicised"), true))).toEqual(["on-payment-list"]);
});

it("of many at once each reason says how many it stands against", () => {
  const decisions = [inState("computed", { draft: true }), inState("paid", { draft: true }), inState("computed")].map(
    decideApplying,
  );
  expect(gatherRefusals(decisions)).toEqual([
    { code: "draft-computed-only", params: { count: 2 } },
    { code: "not-computed", params: { count: 1 } },
  ]);
});
