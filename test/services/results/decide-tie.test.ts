/** The chief judge's order of a tie: on record, in force at once, replaced by a later one, and nobody's after publication. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { findExplanation } from "#app/queries/results/get-explanation.server.ts";
import { getResultsPage } from "#app/queries/results/get-results-page.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { decideTieOfRound } from "#app/services/results/decide-tie.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import {
  completeRound,
  createScene,
  defaultMarks,
  openScene,
  refusalCodes,
  type Scene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a tie for the chief judge", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let ids: readonly string[];

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { rules: { lastTie: "chief" }, entries: [{}, {}, {}] });
    ids = scene.entries.map(({ entryId }) => entryId);
  });
  afterEach(() => runtime.dispose());

  /** The first two equal, the third behind them. */
  async function unblindTie() {
    await completeRound(runtime, scene, (index) => defaultMarks(index === 2 ? 2 : 0));
    await unblindRound(runtime, scene);
  }

  const decide = (entryIds: readonly string[], reason = "安全操作更规范") =>
    decideTieOfRound(runtime, scene.chief, { roundId: scene.roundId, entryIds, reason });
  const placesOf = async () => {
    const { rows } = await getRoundResultsByEntry(runtime.database.read, scene.roundId);
    return Object.fromEntries(rows.map(({ entryId, place }) => [ids.indexOf(entryId), place]));
  };

  it("blocks publication until it is decided, and then orders places, with its reason on record", async () => {
    await unblindTie();
    expect(await placesOf()).toEqual({ 0: 1, 1: 1, 2: 3 });
    const publish = () => publishOnSite(runtime, scene.organiser, { roundId: scene.roundId });
    expect(refusalCodes(await publish())).toEqual(["ties-open"]);
    value(await decide([ids[1] ?? "", ids[0] ?? ""]));
    expect(await placesOf()).toEqual({ 0: 2, 1: 1, 2: 3 });
    const page = await findExplanation(runtime, scene.roundId, ids[0] ?? "");
    expect(page?.decision).toMatchObject({ reason: "安全操作更规范", by: scene.chief.displayName, position: 2 });
    expect(page?.explanation.place.above?.comparisons.at(-1)).toEqual({ by: "chief" });
    const audit = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "decide-tie" } });
    expect(audit).toMatchObject({ actorId: scene.chief.userId, objectId: scene.roundId });
    value(await publish());
    expect(refusalCodes(await decide([ids[0] ?? "", ids[1] ?? ""]))).toEqual(["tie-already-published"]);
    expect(await placesOf()).toEqual({ 0: 2, 1: 1, 2: 3 });
  });

  it("may be decided anew before publication: the earlier order stays on record, void", async () => {
    await unblindTie();
    value(await decide([ids[1] ?? "", ids[0] ?? ""]));
    value(await decide([ids[0] ?? "", ids[1] ?? ""], "复核后更正"));
    expect(await placesOf()).toEqual({ 0: 1, 1: 2, 2: 3 });
    const decisions = await runtime.database.read.tieDecision.findMany({ orderBy: { decidedAt: "asc" } });
    expect(decisions.map(({ reason, voidedAt }) => [reason, voidedAt === null])).toEqual(
      expect.arrayContaining([
        ["安全操作更规范", false],
        ["复核后更正", true],
      ]),
    );
    const page = await getResultsPage(runtime, scene.chief, scene.roundId);
    expect(page.results.kind === "names" && page.results.ties).toMatchObject([
      { place: 1, isOpen: false, reason: "复核后更正", entries: [{ entryId: ids[0] }, { entryId: ids[1] }] },
    ]);
  });

  it("is refused for other entries, for a part of them, without a reason, and while marks are blind", async () => {
    await openScene(runtime, scene);
    expect(refusalCodes(await decide([ids[0] ?? "", ids[1] ?? ""]))).toEqual(["tie-too-early", "tie-not-open"]);
  });

  it("is refused for entries that are no tie", async () => {
    await unblindTie();
    expect(refusalCodes(await decide([ids[0] ?? "", ids[2] ?? ""]))).toEqual(["tie-not-open"]);
    expect(refusalCodes(await decide([ids[0] ?? ""], " "))).toEqual(["tie-order-incomplete", "reason-required"]);
    expect(refusalCodes(await decide(["somebody", "else"]))).toEqual(["tie-not-open"]);
    expect(await runtime.database.read.tieDecision.count()).toBe(0);
    expect(await placesOf()).toEqual({ 0: 1, 1: 1, 2: 3 });
  });
});
