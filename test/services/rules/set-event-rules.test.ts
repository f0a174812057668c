/** New versions of an event's rules. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { addCompetition, addGround, addScheme, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the rules of an event", (provider) => {
  let runtime: TestRuntime;
  let organiser: Actor;
  let competitionId: string;
  let eventId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    ({ organiser, competitionId, eventId } = await addCompetition(runtime));
  });
  afterEach(() => runtime.dispose());

  const set = (rules: Partial<EventRules>, basedOn: number, reason = "技术文件第 3 条") =>
    setEventRules(runtime, organiser, { eventId, rules: { ...DEFAULT_RULES, ...rules }, basedOn, reason });

  it("change as versions, each with its reason; the earlier ones stay", async () => {
    expect(must(await set({ spreadLimit: 2 }, 1))).toEqual({ version: 2 });
    expect(must(await set({ judgesPerForm: 5 }, 2, "五人裁判组"))).toEqual({ version: 3 });
    const versions = await runtime.database.read.eventRules.findMany({ where: { eventId }, orderBy: { version: "asc" } });
    expect(
      versions.map(({ version, content, reason }) => [version, (content as unknown as EventRules).spreadLimit, reason]),
    ).toEqual([
      [1, 1, expect.any(String)],
      [2, 2, "技术文件第 3 条"],
      [3, 1, "五人裁判组"],
    ]);
  });

  it("are refused with every reason at once", async () => {
    const tieBreaks = [{ by: "criterion", id: "A", order: "desc" }] as const;
    expect(codesOf(await set({ judgesPerForm: 0, tieBreaks }, 4, " "))).toEqual([
      "changed-meanwhile",
      "reason-required",
      "judges-per-form-not-positive",
      "tie-break-criterion-unknown",
    ]);
    await addScheme(runtime, organiser, eventId);
    must(await set({ tieBreaks }, 1));
  });

  it("let only one of two changes from the same version through", async () => {
    const decisions = await Promise.all([set({ spreadLimit: 2 }, 1), set({ spreadLimit: 3 }, 1)]);
    expect(decisions.map(codesOf)).toEqual([[], ["changed-meanwhile"]]);
  });

  it("stay as they are once judging is open", async () => {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.updateMany({ where: { eventId }, data: { phase: "judging" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "event", objectId: eventId });
      return { ok: true, value: null };
    });
    expect(codesOf(await set({ spreadLimit: 2 }, 1))).toEqual(["rules-pinned"]);
    expect(await runtime.database.read.eventRules.count()).toBe(1);
  });
});
