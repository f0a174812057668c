/** The programme beside a competition: in order, one thing in one place at a time, counted once it has begun. */
import { describe, expect, it } from "vitest";
import { decideCount, decideItem, decideWithdrawing, type ProgrammePlan } from "#app/domain/programme/programme.ts";
import { COMPETITION_PHASES } from "#app/domain/shared/vocabulary.ts";

const at = (time: string) => new Date(`2026-12-05T${time}:00+08:00`);
const PLAN: ProgrammePlan = {
  kind: "exhibition",
  title: "技能成果展",
  titleEn: "Exhibition",
  place: "二号馆",
  startsAt: at("09:00"),
  endsAt: at("17:00"),
  organisationId: "college",
  expected: 300,
};
const CONTEXT = { phase: "announced", hostIds: ["college"], others: [] } as const;
const codes = (plan: Partial<ProgrammePlan>, context: Partial<Parameters<typeof decideItem>[1]> = {}) => {
  const decided = decideItem({ ...PLAN, ...plan }, { ...CONTEXT, ...context });
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};
const TALK = { title: "技能人才会议", place: "二号 馆", startsAt: at("08:00"), endsAt: at("09:00") };

describe("an item", () => {
  it("stands with place and time, of one of the hosts or of all", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ organisationId: null, expected: null })).toEqual([]);
    expect(codes({ organisationId: "stranger" })).toEqual(["programme-organisation-unknown"]);
  });

  it("ends after it begins, within 31 days", () => {
    expect(codes({ endsAt: at("09:00") })).toEqual(["programme-ends-before-start"]);
    expect(codes({ endsAt: new Date(at("09:00").getTime() + 31 * 86_400_000) })).toEqual([]);
    expect(codes({ endsAt: new Date(at("09:00").getTime() + 31 * 86_400_000 + 1) })).toEqual(["programme-too-long"]);
  });

  it("takes a place that nothing else takes at the time; where one ends another may begin", () => {
    expect(codes({}, { others: [TALK] })).toEqual([]);
    expect(codes({}, { others: [{ ...TALK, endsAt: at("09:01") }] })).toEqual(["programme-place-taken"]);
    expect(codes({ place: "三号馆" }, { others: [{ ...TALK, endsAt: at("09:01") }] })).toEqual([]);
  });

  it("names everything that is wrong at once", () => {
    expect(codes({ endsAt: at("08:00"), organisationId: "stranger" }, { phase: "archived" })).toEqual([
      "programme-closed",
      "programme-ends-before-start",
      "programme-organisation-unknown",
    ]);
  });
});

describe("attendance", () => {
  it("is counted from the beginning on, until the competition is put away", () => {
    const open = (now: Date, phase: (typeof COMPETITION_PHASES)[number] = "running") => decideCount(PLAN, now, phase).ok;
    expect(open(at("08:59"))).toBe(false);
    expect(open(at("09:00"))).toBe(true);
    expect(COMPETITION_PHASES.filter((phase) => !open(at("18:00"), phase))).toEqual(["archived"]);
  });

  it("keeps an item on the programme, even of nobody", () => {
    expect(decideWithdrawing({ attended: null }, "running").ok).toBe(true);
    expect(decideWithdrawing({ attended: 0 }, "running")).toEqual({ ok: false, refusals: [{ code: "programme-counted" }] });
  });
});
