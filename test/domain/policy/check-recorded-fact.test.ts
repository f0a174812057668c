/** What an officer's record may say, and that the same thing does not stand twice. */
import { describe, expect, it } from "vitest";
import {
  checkFactDraft,
  decideFactConfirmation,
  decideFactDrop,
  type FactDraft,
  type FactPerson,
  findRecordedAlready,
} from "#app/domain/policy/check-recorded-fact.ts";
import { decideEvidence, LARGEST_EVIDENCE_BYTES } from "#app/domain/policy/evidence-file.ts";
import type { RecordedContent, RecordedResult } from "#app/domain/policy/recorded-fact.ts";

const NOBODY = { residenceRegion: null, employerId: null, schoolId: null, trainingOrganisationId: null };
const LI: FactPerson = { ...NOBODY, name: "李卫国", documentKind: "passport", documentNumber: "E12345678" };
const WANG: FactPerson = { ...NOBODY, name: "王建军", documentKind: "passport", documentNumber: "E87654321" };
const RESULT: RecordedResult = {
  kind: "result",
  competition: "第三届全国职业技能大赛",
  tier: "nation",
  class: "class-1",
  hostRegionCodes: [],
  event: "电工",
  occupationCode: null,
  entryKind: "individual",
  roundReached: "final",
  place: 1,
  award: "gold",
  awardGrade: 1,
};
const TODAY = "2026-11-20";
const draft = (content: RecordedContent, more: Partial<FactDraft> = {}): FactDraft => ({
  content,
  occurredOn: "2026-09-20",
  people: [LI],
  organisationId: null,
  ...more,
});
const codes = (one: FactDraft) => checkFactDraft(one, TODAY).map(({ code }) => code);

describe("a draft", () => {
  it("is taken as it stands", () => expect(codes(draft(RESULT))).toEqual([]));

  it("says no day to come, and today is not to come", () => {
    expect(codes(draft(RESULT, { occurredOn: "2026-11-21" }))).toEqual(["fact-date-future"]);
    expect(codes(draft(RESULT, { occurredOn: TODAY }))).toEqual([]);
  });

  it("has as many people as its kind of entry, each once, each with a name and a document", () => {
    const pair = { ...RESULT, entryKind: "pair" } as const;
    expect(codes(draft(pair))).toEqual(["fact-people-too-few"]);
    expect(codes(draft(pair, { people: [LI, WANG] }))).toEqual([]);
    expect(codes(draft(pair, { people: [LI, { ...WANG, documentNumber: "e12345678 " }] }))).toEqual(["fact-person-repeated"]);
    expect(codes(draft(RESULT, { people: [LI, WANG] }))).toEqual(["fact-people-too-many"]);
    expect(codes(draft(RESULT, { people: [{ ...LI, name: "", documentNumber: "?" }] }))).toEqual([
      "fact-name-malformed",
      "fact-document-malformed",
    ]);
    expect(codes(draft({ kind: "mentoring", level: "technician" }))).toEqual(["fact-people-too-few"]);
    expect(codes(draft({ kind: "honour", honour: "china-skills-award", inPost: true }, { people: [LI, WANG] }))).toEqual([]);
  });

  it("names the host of a competition below the nation, and a place or an award", () => {
    expect(codes(draft({ ...RESULT, tier: "province" }))).toEqual(["fact-hosts-missing"]);
    expect(codes(draft({ ...RESULT, tier: "province", hostRegionCodes: ["650000"] }))).toEqual([]);
    expect(codes(draft({ ...RESULT, place: null, award: null }))).toEqual(["fact-result-empty"]);
    expect(codes(draft({ ...RESULT, place: 9, award: null }))).toEqual([]);
  });

  it("of a carrier names the organisation and nobody", () => {
    const carrier = { kind: "carrier", carrier: "master-studio", tier: "nation", name: "李卫国工作室" } as const;
    expect(codes(draft(carrier))).toEqual(["fact-people-too-many", "fact-organisation-missing"]);
    expect(codes(draft(carrier, { people: [], organisationId: "unit" }))).toEqual([]);
  });
});

describe("the same thing twice", () => {
  const known = { content: RESULT, occurredOn: "2026-09-20", reference: "人社部函〔2026〕1号", recordedOn: "2026-10-01" };
  const found = (one: Partial<RecordedResult>, occurredOn = "2026-09-20", held: { name: string; code: string }[] = []) =>
    findRecordedAlready({ content: { ...RESULT, ...one }, occurredOn }, [known], held).map(({ code }) => code);

  it("is one competition, one event, one day, however its name is typed", () => {
    expect(found({})).toEqual(["fact-already-recorded"]);
    expect(found({ competition: " 第三届 全国职业技能大赛 ", award: "silver" })).toEqual(["fact-already-recorded"]);
    expect(found({ event: "焊工" })).toEqual([]);
    expect(found({}, "2026-09-21")).toEqual([]);
  });

  it("is a competition that is held here", () => {
    const held = [{ name: "第三届全国职业技能大赛", code: "nation-3" }];
    expect(found({}, "2026-09-21", held)).toEqual(["fact-competition-held-here"]);
    expect(found({ competition: "第四届全国职业技能大赛" }, "2026-09-21", held)).toEqual([]);
  });

  it("is one honour, one class of talent, one level of one person; another one is not", () => {
    const honour = (name: "china-skills-award" | "national-technical-expert") =>
      ({ kind: "honour", honour: name, inPost: null }) as const;
    const before = { ...known, content: honour("china-skills-award") };
    const again = (content: RecordedContent) => findRecordedAlready({ content, occurredOn: "2026-11-01" }, [before], []).length;
    expect([again(honour("china-skills-award")), again(honour("national-technical-expert"))]).toEqual([1, 0]);
  });
});

describe("a second person", () => {
  const open = { state: "open", recordedById: "first", isOfHonourCase: false } as const;
  const refused = (fact: Parameters<typeof decideFactConfirmation>[0], actorId: string) => {
    const decided = decideFactConfirmation(fact, actorId);
    return decided.ok ? [] : decided.refusals.map(({ code }) => code);
  };

  it("confirms what another recorded, once", () => {
    expect(refused(open, "second")).toEqual([]);
    expect(refused(open, "first")).toEqual(["fact-same-person"]);
    expect(refused({ ...open, state: "confirmed", isOfHonourCase: true }, "first")).toEqual([
      "fact-of-honour-case",
      "fact-not-open",
      "fact-same-person",
    ]);
  });

  it("or somebody drops it with a reason", () => {
    expect(decideFactDrop(open, "重复").ok).toBe(true);
    expect(decideFactDrop(open, "  ")).toMatchObject({ refusals: [{ code: "fact-drop-reason-missing" }] });
    expect(decideFactDrop({ ...open, state: "dropped" }, "重复")).toMatchObject({ refusals: [{ code: "fact-dropped" }] });
    expect(decideFactDrop({ ...open, state: "confirmed" }, "证书被撤销").ok).toBe(true);
  });
});

it("evidence is told by its bytes and not by its name", () => {
  const pdf = new TextEncoder().encode("%PDF-1.7");
  expect(decideEvidence(pdf)).toEqual({ ok: true, value: "application/pdf" });
  expect(decideEvidence(new TextEncoder().encode("<svg/>"))).toMatchObject({ refusals: [{ code: "evidence-not-readable" }] });
  const large = new Uint8Array(LARGEST_EVIDENCE_BYTES + 1);
  large.set(pdf);
  expect(decideEvidence(large)).toMatchObject({ refusals: [{ code: "evidence-too-large" }] });
  expect(decideEvidence(large.subarray(0, LARGEST_EVIDENCE_BYTES)).ok).toBe(true);
});
