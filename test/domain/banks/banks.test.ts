/** Who is proposed for a bank, and what stands against a member: examples by hand. */
import { describe, expect, it } from "vitest";
import { type BankDraft, checkBankDraft } from "#app/domain/banks/bank.ts";
import { isPromising, isWinner } from "#app/domain/banks/proposals.ts";

const RESULT = { place: 3, ranked: 9, award: null, group: "workers", endedOn: "2026-11-20" } as const;

describe("a promising competitor", () => {
  it.each([
    ["the third of nine, 22 years old until the next day", RESULT, "2003-11-21", true],
    ["23 years old on the day", RESULT, "2003-11-20", false],
    ["the fourth of nine", { ...RESULT, place: 4 }, "2008-01-01", false],
    ["the third of eight", { ...RESULT, ranked: 8 }, "2008-01-01", false],
    ["the first of two", { ...RESULT, place: 1, ranked: 2 }, "2008-01-01", false],
    ["the first of three", { ...RESULT, place: 1, ranked: 3 }, "2008-01-01", true],
    ["a student of any age", { ...RESULT, group: "students" as const }, "1990-01-01", true],
    ["a student whose document tells no date", { ...RESULT, group: "students" as const }, null, true],
    ["a worker whose document tells no date", RESULT, null, false],
    ["without a place", { ...RESULT, place: null }, "2008-01-01", false],
  ])("%s", (_name, result, birthDate, expected) => {
    expect(isPromising(result, birthDate)).toBe(expected);
  });
});

it("a winner is whoever has an award", () => {
  expect([isWinner({ award: "excellence" }), isWinner({ award: null })]).toEqual([true, false]);
});

describe("a draft", () => {
  const draft: BankDraft = {
    bank: "judge",
    subject: { by: "account", userId: "u" },
    skills: ["6-31-01-03"],
    level: null,
    organisationId: null,
    regionCode: null,
    lastDuty: "",
    conflicts: "",
    consented: true,
    consentOn: "2026-11-20",
  };
  const codes = (more: Partial<BankDraft>) => checkBankDraft({ ...draft, ...more }, "2026-11-20").map(({ code }) => code);

  it("holds with consent of today", () => expect(codes({})).toEqual([]));

  it("gives every reason at once", () => {
    const subject = { by: "document", name: "张", documentKind: "resident-id", documentNumber: "1101" } as const;
    expect(codes({ subject, skills: [], consented: false, consentOn: null })).toEqual([
      "consent-missing",
      "consent-day-missing",
      "bank-skills-missing",
      "bank-name-wrong",
      "bank-document-wrong",
    ]);
  });

  it("takes no consent of tomorrow, and accounts among judges only", () => {
    expect(codes({ consentOn: "2026-11-21" })).toEqual(["consent-in-future"]);
    expect(codes({ bank: "winner" })).toEqual(["bank-account-not-judge"]);
  });
});
