/** The page of one entry under review: its clauses checked, its files, and the next in the order of the list. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import { findRegistration } from "#app/queries/registration/find-registration.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { must } from "../../support/competition-steps.ts";
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

const LEVEL = "须持有高级工及以上职业技能等级证书（技术文件 3.2）";
const YEARS = "从业满五年（技术文件 3.3）";
const REGION = "选手工作单位须在通州区（技术文件 3.1）";
const BY_HAND = "近三年无违反赛纪记录（技术文件 3.5）";

describeOnEachDatabase("the page of one entry under review", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await addRegistrationScene(runtime);
    await setRules(runtime, scene.electrician.eventId, {
      eligibility: {
        ...OPEN_TO_ALL,
        level: { clause: LEVEL, lowest: "technician" },
        years: { clause: YEARS, lowest: 5 },
        region: { clause: REGION, relation: "delegation", regionCode: "110112" },
        byHand: [BY_HAND],
      },
    });
  });
  afterEach(() => runtime.dispose());

  const find = (entryId: string, eventCode: string | null = null) =>
    findRegistration(runtime, { competitionId: scene.competitionId, entryId }, { eventCode });

  async function submit(count: number): Promise<readonly string[]> {
    const lines = Array.from({ length: count }, (_, index) => ({ name: `选手${"甲乙丙"[index] ?? ""}` }));
    const pair = ["丁", "戊"].map((name) => ({ event: "网络系统管理", team: "1", name: `选手${name}` }));
    await importFile(runtime, scene, await makeRosterFile([...lines, ...pair]));
    await submitDrafts(runtime, scene);
    return (await listRegistrations(runtime, scene.competitionId)).rows.map(({ id }) => id);
  }

  it("has every clause with what stands against it, and those that a person decides", async () => {
    const [first = ""] = await submit(1);
    const page = await find(first);
    expect(page?.clauses.map(({ clause, refusals, isByHand }) => [clause, refusals.map(({ code }) => code), isByHand])).toEqual([
      [LEVEL, ["eligibility-level-too-low"], false],
      [YEARS, ["eligibility-years-not-stated"], false],
      [REGION, [], false],
      [BY_HAND, [], true],
    ]);
    expect(page?.others).toEqual([]);
    expect([page?.row.id, page?.event.code, page?.records.length]).toEqual([first, "DG", 1]);
  });

  it("goes through what waits in the order of the list, and within one event where one is asked for", async () => {
    const ids = await submit(3);
    const nexts = [];
    for (const id of ids) nexts.push((await find(id))?.nextId);
    expect(nexts).toEqual([ids[1], ids[2], ids[3], ids[0]]);
    expect((await find(ids[2] ?? "", "DG"))?.nextId).toBe(ids[0]);
    expect(await find(ids[3] ?? "", "NW")).toMatchObject({ waiting: 1, nextId: null });

    const entries = await seeEntries(runtime, [ids[1] ?? ""]);
    const { competitionId, reviewer } = scene;
    must(await reviewEntries(runtime, reviewer, { competitionId, act: "return", reason: "缺证明", entries }));
    // From where the decided one stood, not from the beginning.
    expect(await find(ids[1] ?? "")).toMatchObject({ waiting: 3, nextId: ids[2], row: { status: "returned" } });
    expect((await find(ids[0] ?? ""))?.nextId).toBe(ids[2]);
  });

  it("is of this competition only, and of no draft", async () => {
    const other = await addRegistrationScene(runtime);
    await importFile(runtime, other, await makeRosterFile([{ name: "选手己" }]));
    const [draft] = await runtime.database.read.entry.findMany({ where: { event: { competitionId: other.competitionId } } });
    const ofOther = { competitionId: other.competitionId, entryId: draft?.id ?? "" };
    expect(await findRegistration(runtime, ofOther, { eventCode: null })).toBeNull();
    const [foreign = ""] = await submitDrafts(runtime, other);
    expect(await findRegistration(runtime, ofOther, { eventCode: null })).not.toBeNull();
    expect(await find(foreign)).toBeNull();
  });
});
