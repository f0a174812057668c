/** The review of qualifications holds people to the clauses of the event's rules, and shows what a reviewer has to look at. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Eligibility, OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeRosterFile,
  type RegistrationScene,
  seeEntries,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("eligibility in review", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const setEligibility = (eligibility: Partial<Eligibility>) =>
    setRules(runtime, scene.electrician.eventId, { eligibility: { ...OPEN_TO_ALL, ...eligibility } });
  async function register(...names: string[]): Promise<readonly string[]> {
    await importFile(runtime, scene, await makeRosterFile(names.map((name) => ({ name }))));
    return submitDrafts(runtime, scene);
  }
  async function review(ids: readonly string[], act: "accept" | "reject", reason = "") {
    const entries = await seeEntries(runtime, ids);
    return reviewEntries(runtime, scene.reviewer, { competitionId: scene.competitionId, act, reason, entries });
  }

  it("accepts who meets every clause", async () => {
    await setEligibility({
      age: { from: 16, to: 60, clause: "技术文件 3.1" },
      level: { lowest: "senior", clause: "技术文件 3.2" },
      region: { relation: "delegation", regionCode: "110000", clause: "技术文件 3.3" },
      employerKinds: { excluded: ["authority"], clause: "技术文件 3.4" },
      formerWinners: { clause: "技术文件 3.5" },
    });
    must(await review(await register("张一"), "accept"));
  });

  it("refuses with every clause that is not met, by name and with its words; a rejection is still possible", async () => {
    // Who is too young by rules that stand already is not registered at all.
    const ids = await register("张一");
    await setEligibility({
      age: { from: 60, to: null, clause: "技术文件 3.1" },
      level: { lowest: "technician", clause: "技术文件 3.2" },
      employerKinds: { excluded: ["enterprise"], clause: "技术文件 3.4" },
    });
    const decision = await review(ids, "accept");
    expect(decision.ok ? [] : decision.refusals).toMatchObject([
      { code: "eligibility-too-young", params: { who: "张一", from: 60, clause: "技术文件 3.1" } },
      {
        code: "eligibility-level-too-low",
        params: { who: "张一", held: "senior", lowest: "technician", clause: "技术文件 3.2" },
      },
      { code: "eligibility-employer-excluded", params: { kind: "enterprise", clause: "技术文件 3.4" } },
    ]);
    const entry = await runtime.database.read.entry.findUniqueOrThrow({ where: { id: ids[0] ?? "" } });
    expect(entry.status).toBe("submitted");
    must(await review(ids, "reject", "不符合年龄要求"));
  });

  it("tests years of service as stated, and shows them to the reviewer", async () => {
    await setEligibility({ years: { lowest: 5, clause: "技术文件 3.2" } });
    await importFile(
      runtime,
      scene,
      await makeRosterFile([{ name: "张一", years: "5" }, { name: "张二", years: "4" }, { name: "张三" }]),
    );
    await submitDrafts(runtime, scene);
    const { rows } = await listRegistrations(runtime, scene.competitionId);
    const seen = rows.flatMap(({ members }) =>
      members.map(({ yearsOfService, eligibility }) => [yearsOfService, eligibility.refusals.map(({ code }) => code)]),
    );
    expect(seen).toEqual([
      [5, []],
      [4, ["eligibility-years-too-few"]],
      [null, ["eligibility-years-not-stated"]],
    ]);
    const [first, second, third] = rows.map(({ id }) => id);
    must(await review([first ?? ""], "accept"));
    const decision = await review([second ?? "", third ?? ""], "accept");
    expect(decision.ok ? [] : decision.refusals).toMatchObject([
      { code: "eligibility-years-too-few", params: { who: "张二", stated: 4, lowest: 5, clause: "技术文件 3.2" } },
      { code: "eligibility-years-not-stated", params: { who: "张三", lowest: 5, clause: "技术文件 3.2" } },
    ]);
  });

  it("asks nothing by rules that were stored before years of service were a clause", async () => {
    const { years: _years, ...before } = OPEN_TO_ALL;
    await setRules(runtime, scene.electrician.eventId, { eligibility: before as Eligibility });
    must(await review(await register("张一"), "accept"));
  });

  it("knows former winners by confirmed records of competitions outside the system, too", async () => {
    const ids = await register("张一", "张二", "张三");
    await setEligibility({ formerWinners: { clause: "技术文件 3.5" } });
    const members = await runtime.database.read.entryMember.findMany({ where: { entryId: { in: [...ids] } } });
    const personOf = (index: number) => members.find(({ entryId }) => entryId === ids[index])?.personId ?? "";
    const record = (index: number, award: string, confirmedAt: Date | null) =>
      plantRows(runtime, async (tables) => {
        const factId = newId();
        const content = { kind: "result", competition: "省赛", event: "电工", occupationCode: null, place: 1, award };
        const stated = { occurredOn: "2024-10-01", reference: "赛组〔2024〕3号", recordedById: "recorder" };
        const recordedAt = runtime.clock.now();
        await tables.recordedFact.create({ data: { id: factId, kind: "result", content, recordedAt, confirmedAt, ...stated } });
        await tables.recordedMember.create({ data: { id: newId(), factId, personId: personOf(index), position: 0 } });
      });
    await record(0, "first", runtime.clock.now());
    await record(1, "first", null);
    await record(2, "second", runtime.clock.now());
    const decision = await review(ids, "accept");
    expect(decision.ok ? [] : decision.refusals).toMatchObject([
      { code: "eligibility-former-winner", params: { who: "张一", count: 1, clause: "技术文件 3.5" } },
    ]);
    must(await review(ids.slice(1), "accept"));
  });

  it("shows the reviewer beforehand what stands against whom, and what only he can check", async () => {
    const ids = await register("张一");
    await setEligibility({
      age: { from: 60, to: null, clause: "技术文件 3.1" },
      formerWinners: { clause: "技术文件 3.5" },
      byHand: ["外地户籍的在本市工作满一年"],
    });
    const findings = async () => {
      const { rows } = await listRegistrations(runtime, scene.competitionId);
      const eligibility = rows[0]?.members[0]?.eligibility;
      return [eligibility?.refusals.map(({ code }) => code), eligibility?.notes.map(({ code }) => code)];
    };
    expect(await findings()).toEqual([["eligibility-too-young"], ["eligibility-former-winner-unknown", "eligibility-by-hand"]]);
    must(await review(ids, "reject", "不符合年龄要求"));
    // What was decided is decided.
    expect(await findings()).toEqual([[], []]);
  });
});
