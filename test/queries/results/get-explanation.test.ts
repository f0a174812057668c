/** A result explained: by code while marks are blind, by entry after, and to a contestant his own once it is published. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { findOwnExplanation } from "#app/queries/public/find-own-explanation.server.ts";
import { findExplanation } from "#app/queries/results/get-explanation.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import {
  completeCode,
  completeRound,
  confirmAsClerk,
  createScene,
  defaultMarks,
  enter,
  findFormId,
  openScene,
  type Scene,
  signForm,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a result explained", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
  });
  afterEach(() => runtime.dispose());

  const entryOf = (index: number) => scene.entries[index]?.entryId ?? "";
  const codeOf = (index: number) => scene.entries[index]?.code ?? "";
  const personOf = async (index: number) => {
    const member = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId: entryOf(index) } });
    return member.personId;
  };

  it("is found by code while marks are blind, with nothing that says whose it is", async () => {
    await openScene(runtime, scene);
    await completeCode(runtime, scene, codeOf(0), defaultMarks(0));
    expect(await findExplanation(runtime, scene.roundId, entryOf(0))).toBeNull();
    const page = await findExplanation(runtime, scene.roundId, codeOf(0));
    expect(page).toMatchObject({ code: codeOf(0), holder: null, decision: null });
    expect(page?.explanation.total.total).not.toBeNull();
    const text = JSON.stringify(page);
    for (const secret of [...scene.secrets, ...scene.entries.map(({ entryId }) => entryId)]) expect(text).not.toContain(secret);
  });

  it("is found by entry after unblinding, as the results have it, judges by name", async () => {
    await completeRound(runtime, scene, defaultMarks);
    await unblindRound(runtime, scene);
    expect(await findExplanation(runtime, scene.roundId, codeOf(0))).toBeNull();
    const { rows } = await getRoundResultsByEntry(runtime.database.read, scene.roundId);
    for (const row of rows) {
      const page = await findExplanation(runtime, scene.roundId, row.entryId);
      expect(page?.explanation.total.total).toBe(row.total);
      expect(page?.explanation.place.place).toBe(row.place);
      expect(page?.explanation.award.award).toBe(row.award);
      expect(page?.holder?.names).toHaveLength(1);
    }
    const page = await findExplanation(runtime, scene.roundId, entryOf(0));
    const form = page?.explanation.total.criteria[0]?.forms[0];
    expect(form?.team.map((id) => page?.judges[id]).sort()).toEqual(scene.judges.map(({ displayName }) => displayName).sort());
  });

  it("shows what was changed: by whom, when and why; and nothing of what was entered once", async () => {
    await openScene(runtime, scene);
    const form = await findFormId(runtime, scene, codeOf(0), "A2");
    value(await enter(runtime, scene.judges[0], form, { aspectId: "A2.1", value: 1000 }));
    runtime.clock.advanceMinutes(5);
    value(await enter(runtime, scene.judges[1], form, { aspectId: "A2.1", value: 1200, reason: "重新测量" }));
    // Not confirmed yet: it counts nothing and shows nothing.
    const before = await findExplanation(runtime, scene.roundId, codeOf(0));
    expect(before?.revisions).toEqual({});
    expect(before?.explanation.total.total).toBeNull();
    await signForm(runtime, scene, form);
    await confirmAsClerk(runtime, scene, form);
    const changed = await findExplanation(runtime, scene.roundId, codeOf(0));
    expect(changed?.explanation.total.total).toBe(1200);
    expect(changed?.revisions).toEqual({
      "A2.1": [
        {
          sequence: 1,
          judge: scene.judges[0].displayName,
          scoreRound: 1,
          value: 1000,
          reason: "",
          at: "2026-11-20T01:00:00.000Z",
        },
        {
          sequence: 2,
          judge: scene.judges[1].displayName,
          scoreRound: 1,
          value: 1200,
          reason: "重新测量",
          at: "2026-11-20T01:05:00.000Z",
        },
      ],
    });
    await completeCode(runtime, scene, codeOf(1), defaultMarks(1));
    expect((await findExplanation(runtime, scene.roundId, codeOf(1)))?.revisions).toEqual({});
  });

  it("is a contestant's own only, and only once it is published on site; with no name and no id of anyone", async () => {
    await completeRound(runtime, scene, defaultMarks);
    await unblindRound(runtime, scene);
    const own = async () => findOwnExplanation(runtime, await personOf(0), entryOf(0));
    expect(await own()).toBeNull();
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
    const page = await own();
    expect(page?.explanation.total.criteria[0]?.forms[0]?.aspects[0]?.detail).toMatchObject({
      kind: "judgement",
      scoreRounds: [{ scores: [{ judge: 1 }, { judge: 2 }, { judge: 3 }] }],
    });
    expect(await findOwnExplanation(runtime, await personOf(0), entryOf(1))).toBeNull();
    const text = JSON.stringify(page);
    const hidden = [
      ...scene.judges.flatMap(({ displayName, userId }) => [displayName, userId]),
      scene.chief.displayName,
      entryOf(1),
      entryOf(2),
      codeOf(0),
      ...scene.secrets,
    ];
    for (const secret of hidden) expect(text).not.toContain(secret);
    // The same page as the office has it does hold them: the list above is not empty words.
    const office = JSON.stringify(await findExplanation(runtime, scene.roundId, entryOf(0)));
    expect(office).toContain(scene.judges[0].displayName);
  });
});
