/** The programme through its services: stated, changed, counted, taken off, and what the public reads of it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ProgrammePlan } from "#app/domain/programme/programme.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listProgramme, listProgrammeHosts } from "#app/queries/programme/list-programme.server.ts";
import { findCompetitionPage } from "#app/queries/public/find-competition-page.server.ts";
import { countAttendance } from "#app/services/programme/count-attendance.server.ts";
import { setItem } from "#app/services/programme/set-item.server.ts";
import { withdrawItem } from "#app/services/programme/withdraw-item.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PLAN: ProgrammePlan = {
  kind: "exhibition",
  title: "通武廊技能成果展",
  titleEn: "Skills Exhibition",
  place: "二号馆",
  startsAt: new Date("2026-12-05T01:00:00Z"),
  endsAt: new Date("2026-12-05T09:00:00Z"),
  organisationId: "unit-college",
  expected: 300,
};

describeOnEachDatabase("a programme", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let elsewhere: string;
  const set = (plan: Partial<ProgrammePlan>, itemId: string | null = null, of = competitionId) =>
    setItem(runtime, organiser, { competitionId: of, itemId, plan: { ...PLAN, ...plan } });
  const list = () => listProgramme(runtime.database.read, competitionId);

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    runtime.clock.set("2026-11-26T01:00:00Z");
    await addGround(runtime);
    ({ organiser, competitionId } = await addCompetition(runtime, { code: "here" }));
    ({ competitionId: elsewhere } = await addCompetition(runtime, { code: "elsewhere" }));
  });
  afterAll(() => runtime.dispose());

  it("offers those who hold the competition, each once, and no one else", async () => {
    const hosts = await listProgrammeHosts(runtime.database.read, competitionId);
    expect(hosts.map(({ id }) => id)).toContain("unit-college");
    expect(new Set(hosts.map(({ id }) => id)).size).toBe(hosts.length);
    expect(codesOf(await set({ organisationId: "unit-works" }))).toEqual(["programme-organisation-unknown"]);
    expect(await list()).toEqual([]);
  });

  it("stands in the order of time, and a place is taken once", async () => {
    must(await set({}));
    expect(codesOf(await set({ title: "会议", startsAt: new Date("2026-12-05T08:59:59Z") }))).toEqual(["programme-place-taken"]);
    const { itemId } = must(
      await set({ kind: "conference", title: "技能人才会议", place: "报告厅", startsAt: new Date("2026-12-05T00:30:00Z") }),
    );
    expect((await list()).map(({ title }) => title)).toEqual(["技能人才会议", "通武廊技能成果展"]);
    // Stated anew it does not clash with itself.
    must(await set({ kind: "conference", title: "高技能人才会议", place: "报告厅", startsAt: PLAN.startsAt }, itemId));
    expect((await list()).map(({ id, title }) => [id === itemId, title]).sort()).toEqual([
      [false, "通武廊技能成果展"],
      [true, "高技能人才会议"],
    ]);
  });

  it("is counted once it has begun, and the log keeps what was counted before", async () => {
    const itemId = (await list())[0]?.id ?? "";
    const count = (attended: number, of = competitionId) =>
      countAttendance(runtime, organiser, { competitionId: of, itemId, attended });
    expect(codesOf(await count(280))).toEqual(["programme-not-begun"]);
    runtime.clock.set(PLAN.startsAt.toISOString());
    must(await count(280));
    must(await count(284));
    expect(codesOf(await count(1, elsewhere))).toEqual(["programme-item-unknown"]);
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: "count-attendance", objectId: itemId },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ payload }) => payload)).toEqual([
      { before: null, attended: 280 },
      { before: 280, attended: 284 },
    ]);
    expect(codesOf(await withdrawItem(runtime, organiser, { competitionId, itemId }))).toEqual(["programme-counted"]);
  });

  it("loses what is taken off, for the office and the public, and not for anybody else", async () => {
    await plantRows(runtime, (tables) =>
      tables.competition.update({ where: { id: competitionId }, data: { phase: "announced" } }),
    );
    const [counted, other] = [...(await list())].sort((left, right) => Number(right.attended) - Number(left.attended));
    const itemId = other?.id ?? "";
    expect(codesOf(await withdrawItem(runtime, organiser, { competitionId: elsewhere, itemId }))).toEqual([
      "programme-item-unknown",
    ]);
    must(await withdrawItem(runtime, organiser, { competitionId, itemId }));
    expect(codesOf(await withdrawItem(runtime, organiser, { competitionId, itemId }))).toEqual(["programme-item-unknown"]);
    const page = await findCompetitionPage(runtime, competitionId);
    expect(page?.schedule.flatMap(({ item }) => (item ? [[item.id, item.attended]] : []))).toEqual([[counted?.id, 284]]);
    expect(await runtime.database.read.programmeItem.count({ where: { competitionId } })).toBe(2);
  });
});
