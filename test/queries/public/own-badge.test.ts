/** A badge on a telephone: checked in like the one on paper, and for nobody but its people and their team leader. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findOwnBadge } from "#app/queries/check-in/find-own-badge.server.ts";
import { listBadges } from "#app/queries/papers/list-badges.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a badge on a telephone", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let entryIds: readonly string[];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    entryIds = await acceptElectricians(runtime, scene, 2);
  });
  afterAll(() => runtime.dispose());

  const personOf = async (entryId: string) =>
    (await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId } })).personId;

  it("says what the paper says, and checks in", async () => {
    const [entryId = "", otherId = ""] = entryIds;
    const { roundId, eventId } = scene.electrician;
    const personId = await personOf(entryId);
    const own = await findOwnBadge(runtime, { of: { personId }, entryId });
    expect(own).toMatchObject({ names: ["选手甲"], entrantNumber: "DG001", event: { name: "电工" } });
    const paper = await listBadges(runtime, { competitionId: scene.competitionId, eventId });
    expect(own?.code).toBe(paper.find(({ entrantNumber }) => entrantNumber === "DG001")?.code);
    const led = await findOwnBadge(runtime, { of: { delegationId: scene.delegationId }, entryId: otherId });
    expect(led).toMatchObject({ names: ["选手乙"], entrantNumber: "DG002" });
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "公平公正" }));
    const scanned = { roundId, entrantNumber: own?.code ?? "", isCamera: true, claim: ALL_CHECKED };
    expect(must(await checkInEntry(runtime, scene.organiser, scanned)).entrantNumber).toBe("DG001");
  });

  it("is nobody else's", async () => {
    const [entryId = "", otherId = ""] = entryIds;
    const of = { personId: await personOf(entryId) };
    expect(await findOwnBadge(runtime, { of, entryId: otherId })).toBeNull();
    expect(await findOwnBadge(runtime, { of: { delegationId: scene.otherDelegationId }, entryId })).toBeNull();
  });

  it("shows a person of a team his own name, and is gone with the acceptance", async () => {
    const [entryId = "", otherId = ""] = entryIds;
    const [first, second] = [await personOf(entryId), await personOf(otherId)];
    await plantRows(runtime, (tables) =>
      tables.entryMember.updateMany({ where: { entryId: otherId }, data: { entryId, position: 2 } }),
    );
    const names = async (personId: string) => (await findOwnBadge(runtime, { of: { personId }, entryId }))?.names;
    expect([await names(first), await names(second)]).toEqual([["选手甲"], ["选手乙"]]);
    const led = await findOwnBadge(runtime, { of: { delegationId: scene.delegationId }, entryId });
    expect(led?.names).toEqual(["选手甲", "选手乙"]);
    await plantRows(runtime, (tables) => tables.entry.update({ where: { id: entryId }, data: { status: "withdrawn" } }));
    expect(await findOwnBadge(runtime, { of: { personId: first }, entryId })).toBeNull();
  });
});
