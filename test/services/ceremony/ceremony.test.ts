/** A ceremony through its services: prepared when it may be, stepped through once for each tap, and never ahead of its presenter. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { getCeremonyPage } from "#app/queries/ceremony/get-ceremony-page.server.ts";
import { getCeremonyScene } from "#app/queries/ceremony/get-ceremony-scene.server.ts";
import { getCeremonyStage } from "#app/queries/ceremony/get-ceremony-stage.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { lookAtCeremony, lookAtCeremonyOrder } from "#app/services/ceremony/look-at-ceremony.server.ts";
import { prepareCeremony } from "#app/services/ceremony/prepare-ceremony.server.ts";
import { renewCeremony } from "#app/services/ceremony/renew-ceremony.server.ts";
import { stepCeremony } from "#app/services/ceremony/step-ceremony.server.ts";
import { applyRescoreSet } from "#app/services/rescore/apply-rescore-set.server.ts";
import { prepareRescoreSet } from "#app/services/rescore/prepare-rescore-set.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { createCeremonyScene, findEarly, planOf, prepare, tap } from "../../support/ceremony-steps.ts";
import { completeRound, createScene, refusalCodes, type Scene, unblindRound, value } from "../../support/judging-steps.ts";
import { addOfficial, findDelegationId } from "../../support/ruling-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Shares of 10, 20 and 30 percent, rounded up: of seven entries one, two and two win. */
const SEVEN = { entries: [{}, {}, {}, {}, {}, {}, {}] };

/** A whole round is marked and signed first. */
const MARKING_MS = 240_000;

describeOnEachDatabase("a ceremony", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let names: readonly string[];

  const read = () => runtime.database.read;
  const shown = async () => (await getCeremonyScene(runtime, scene.competitionId)).shown;
  const current = async () => {
    const { competitionId } = scene;
    return read().ceremony.findFirstOrThrow({ where: { competitionId }, orderBy: { number: "desc" } });
  };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    ({ scene, names } = await createCeremonyScene(runtime, SEVEN));
  }, MARKING_MS);
  afterAll(() => runtime.dispose());

  it(
    "is prepared only after the on-site publication of its events, with every reason at once",
    async () => {
      const early = await createScene(runtime, SEVEN);
      const { competitionId, organiser, roundId } = early;
      const plan = planOf(early, { specials: ["teams"] });
      await completeRound(runtime, early);
      await unblindRound(runtime, early);
      const refused = async () => refusalCodes(await prepareCeremony(runtime, organiser, { competitionId, plan }));
      expect(await refused()).toEqual([
        "ceremony-event-unpublished",
        "ceremony-specials-too-early",
        "ceremony-special-without-winner",
      ]);
      value(await publishOnSite(runtime, organiser, { roundId }));
      const leader = await addOfficial(runtime, early, "team-leader", { delegationId: await findDelegationId(runtime, early) });
      const delegationId = await findDelegationId(runtime, early);
      const plea = { roundId, entryId: null, about: "result", occurredAt: null, statement: "B1.2 漏记两处，请复核" } as const;
      value(await fileAppeal(runtime, leader, { delegationId, ...plea }));
      expect(await refused()).toEqual(["ceremony-event-on-site", "ceremony-event-cases"]);
      expect(await read().ceremony.count({ where: { competitionId } })).toBe(0);
    },
    MARKING_MS,
  );

  it("shows each name in its own scene and nowhere before, to the hall and to the presenter", async () => {
    expect(await shown()).toEqual({ kind: "waiting" });
    await prepare(runtime, scene);
    const order: string[] = [];
    const called: string[] = [];
    for (;;) {
      const view = await shown();
      const snapshot = JSON.stringify(view);
      const stage = JSON.stringify(await getCeremonyStage(runtime, scene.competitionId));
      const page = JSON.stringify(await getCeremonyPage(runtime, scene.competitionId));
      const allowed = names.filter((name) => snapshot.includes(name));
      if (view.kind === "name") called.push(String(view.winner.names[0]));
      // Names on the screen are of this scene, or of those called before it.
      expect(
        view.kind === "together" ? allowed.filter((name) => !called.includes(name)) : findEarly(snapshot, names, called),
      ).toEqual([]);
      expect(findEarly(stage + page, names, allowed)).toEqual([]);
      order.push("heading" in view ? `${view.kind} ${view.heading.award}` : view.kind);
      const next = await tap(runtime, scene, "next");
      if (!next.ok) {
        expect(refusalCodes(next)).toEqual(["ceremony-at-end"]);
        break;
      }
    }
    expect(order).toEqual([
      "opening",
      ...["title third", "name third", "name third", "together third"],
      ...["title second", "name second", "name second", "together second"],
      ...["title first", "silence first", "name first"],
      "closing",
    ]);
    expect(called).toEqual([names[4], names[3], names[2], names[1], names[0]]);
    // The control: a snapshot with the next name in it is found.
    const leaking = JSON.stringify({ ...(await shown()), upcoming: names[0] });
    expect(findEarly(leaking, names, [])).toEqual([names[0]]);
  });

  it("takes one step for a tap that is sent twice, and for two presenters at once", async () => {
    const number = await prepare(runtime, scene);
    const { competitionId, organiser, decider } = scene;
    const first = { competitionId, number, follows: 0, act: "next" } as const;
    expect(value(await stepCeremony(runtime, organiser, first))).toEqual({ version: 1 });
    expect(value(await stepCeremony(runtime, organiser, first))).toEqual({ version: 1 });
    const both = await Promise.all(
      [organiser, decider, organiser].map((who) => stepCeremony(runtime, who, { ...first, follows: 1 })),
    );
    expect(both.map((one) => one.ok && one.value.version)).toEqual([2, 2, 2]);
    // Late, and another act than the one that was taken then: said, not done.
    expect(refusalCodes(await stepCeremony(runtime, organiser, { ...first, act: "back" }))).toEqual(["ceremony-moved-on"]);
    expect(refusalCodes(await stepCeremony(runtime, organiser, { ...first, follows: 9 }))).toEqual(["ceremony-moved-on"]);
    expect(refusalCodes(await stepCeremony(runtime, organiser, { ...first, number: number - 1 }))).toEqual(["ceremony-replaced"]);
    const { id, version, scene: at } = await current();
    expect([version, at]).toEqual([2, 2]);
    const steps = await read().ceremonyStep.findMany({ where: { ceremonyId: id }, orderBy: { version: "asc" } });
    expect(steps.map(({ version: one, act }) => [one, act])).toEqual([
      [1, "next"],
      [2, "next"],
    ]);
    expect(await read().auditRecord.count({ where: { act: "step-ceremony", objectId: id } })).toBe(2);
  });

  it("is not prepared anew under the presenter's hands, goes dark, passes over who is absent", async () => {
    const { competitionId, organiser } = scene;
    expect(refusalCodes(await prepareCeremony(runtime, organiser, { competitionId, plan: planOf(scene) }))).toEqual([
      "ceremony-under-way",
    ]);
    value(await tap(runtime, scene, "dark"));
    expect(await shown()).toEqual({ kind: "dark" });
    expect(refusalCodes(await tap(runtime, scene, "next"))).toEqual(["ceremony-is-dark"]);
    value(await tap(runtime, scene, "light"));
    value(await tap(runtime, scene, "skip"));
    value(await tap(runtime, scene, "next"));
    // Of the two thirds one was called before and the other passed over.
    expect(await shown()).toMatchObject({ kind: "together", winners: [{ names: [names[4]] }] });
    const { id, version } = await current();
    const skip = await read().ceremonyStep.findFirstOrThrow({ where: { ceremonyId: id, act: "skip" } });
    expect([skip.version, skip.winner]).toEqual([version - 1, `entry ${scene.entries[3]?.entryId}`]);
  });

  it("lets its presenter look at who comes, and records each look", async () => {
    const { competitionId, organiser } = scene;
    const before = await read().auditRecord.count({ where: { act: "look-at-ceremony" } });
    const look = value(await lookAtCeremony(runtime, organiser, { competitionId }));
    expect([look.upcoming, look.now, look.next?.winners.map((one) => one.names[0])]).toEqual([null, null, [names[2], names[1]]]);
    value(await tap(runtime, scene, "next"));
    const next = value(await lookAtCeremony(runtime, organiser, { competitionId }));
    expect(next.upcoming?.names).toEqual([names[2]]);
    const order = value(await lookAtCeremonyOrder(runtime, organiser, { competitionId }));
    expect(
      order.items.map((item) => item.calls.flatMap(({ winners }) => winners.map((one) => names.indexOf(String(one.names[0]))))),
    ).toEqual([[4, 3], [2, 1], [0]]);
    expect(await read().auditRecord.count({ where: { act: "look-at-ceremony" } })).toBe(before + 3);
    const records = await read().auditRecord.findMany({ where: { act: { in: ["look-at-ceremony", "step-ceremony"] } } });
    expect(findEarly(JSON.stringify(records), names, [])).toEqual([]);
  });

  it("says that a ruling changed results, shows nothing more of the old ones, and takes the new ones in", async () => {
    const { competitionId, organiser, roundId } = scene;
    // At the title of the second prize: the first entry loses 10.00 and falls behind the second.
    const arbitrator = await addOfficial(runtime, scene, "arbitrator");
    const changes = [{ kind: "penalty", entryId: scene.entries[0]?.entryId ?? "", penalty: 200 }] as const;
    const set = value(await prepareRescoreSet(runtime, arbitrator, { roundId, rulingId: null, changes, reason: "裁决更正" }));
    value(await applyRescoreSet(runtime, scene.supervisor, { roundId, setId: set.setId }));
    expect(refusalCodes(await tap(runtime, scene, "next"))).toEqual(["ceremony-results-changed"]);
    const page = await getCeremonyPage(runtime, competitionId);
    expect(page.prepared?.isOutdated).toBe(true);
    expect(page.differences.map(({ heading, kind, isShown }) => [heading.award, kind, isShown])).toEqual([
      ["second", "changed", false],
      ["first", "changed", false],
    ]);
    const { number, version } = await current();
    const renew = (follows: number) => renewCeremony(runtime, organiser, { competitionId, number, follows });
    expect(refusalCodes(await renew(version - 1))).toEqual(["ceremony-moved-on"]);
    value(await renew(version));
    expect(refusalCodes(await renew(version + 1))).toEqual(["ceremony-unchanged"]);
    const called: string[] = [];
    while ((await tap(runtime, scene, "next")).ok) {
      const view = await shown();
      if (view.kind === "name") called.push(String(view.winner.names[0]));
    }
    // Totals 90.00 - 2.00 = 88.00, 88.50, 87.00: the second wins.
    expect(called).toEqual([names[2], names[0], names[1]]);
  });

  it("is another one when it is prepared again after its end; the old one stays on record", async () => {
    // What was published anew is public for the whole period.
    runtime.clock.advanceMinutes(121);
    const number = await prepare(runtime, scene, { specials: ["best-of-delegation", "highest"], singleTiers: 1 });
    const all = await read().ceremony.findMany({ where: { competitionId: scene.competitionId }, orderBy: { number: "asc" } });
    expect([number, all.length]).toEqual([3, 3]);
    expect(await shown()).toEqual({ kind: "opening" });
    value(await tap(runtime, scene, "end"));
    expect(await shown()).toEqual({ kind: "closing" });
  });
});
