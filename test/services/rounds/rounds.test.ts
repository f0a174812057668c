/** Rounds of an event: set up before the first draw, carried on by settling, each with its own draw, codes and results. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveScope } from "#app/platform/access/scope.server.ts";
import { findWatchedRound } from "#app/queries/board/find-watched-round.server.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import { getDraw } from "#app/queries/draw/get-draw.server.ts";
import { getResultsPage } from "#app/queries/results/get-results-page.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { changeGoingOn } from "#app/services/results/change-going-on.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { setEventRounds } from "#app/services/rounds/set-event-rounds.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import {
  completeRound,
  createScene,
  defaultMarks,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { enterNextRound, heatAndFinal, planHeat } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("rounds of an event", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const roundsOf = ({ eventId }: Scene) =>
    runtime.database.read.round.findMany({
      where: { eventId },
      orderBy: { number: "asc" },
      select: { id: true, number: true, kind: true, goingOn: true, phase: true },
    });
  const numbersOf = async (roundId: string) =>
    (
      await runtime.database.read.roundEntry.findMany({
        where: { roundId },
        orderBy: { entry: { entrantNumber: "asc" } },
        select: { participation: true, seatCode: true, entry: { select: { entrantNumber: true } } },
      })
    ).map(({ participation, seatCode, entry }) => [entry.entrantNumber, participation, seatCode]);

  it("are set up, changed and taken back until the first roster is frozen; the first keeps its id", async () => {
    const scene = await createScene(runtime, { entries: [] });
    const { eventId, organiser, roundId } = scene;
    const set = (rounds: Parameters<typeof setEventRounds>[2]["rounds"]) =>
      setEventRounds(runtime, organiser, { eventId, rounds });
    expect(value(await set([...heatAndFinal({ kind: "places", places: 30 })]))).toEqual({ rounds: 2 });
    expect(await roundsOf(scene)).toMatchObject([
      { id: roundId, number: 1, kind: "preliminary", goingOn: { kind: "places", places: 30 } },
      { number: 2, kind: "final", goingOn: null },
    ]);
    const [, second] = await roundsOf(scene);
    value(
      await set([
        { kind: "preliminary", goingOn: { kind: "share", percent: 50 } },
        { kind: "semi-final", goingOn: { kind: "places", places: 6 } },
        { kind: "final", goingOn: null },
      ]),
    );
    expect(await roundsOf(scene)).toMatchObject([
      { id: roundId, goingOn: { kind: "share", percent: 50 } },
      { id: second?.id, kind: "semi-final", goingOn: { kind: "places", places: 6 } },
      { kind: "final", goingOn: null },
    ]);
    value(await set([{ kind: "final", goingOn: null }]));
    expect(await roundsOf(scene)).toEqual([{ id: roundId, number: 1, kind: "final", goingOn: null, phase: "draw" }]);
    const before = await runtime.database.read.auditRecord.count();
    expect(refusalCodes(await set([{ kind: "preliminary", goingOn: null }]))).toEqual(["rounds-without-final"]);
    expect(await runtime.database.read.auditRecord.count()).toBe(before);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { act: "set-event-rounds", objectId: eventId },
      orderBy: { sequence: "asc" },
    });
    expect(record.payload).toEqual({ rounds: ["preliminary places 30", "final"] });
  });

  it("cannot be changed once the roster of the first is frozen", async () => {
    const scene = await createScene(runtime, { entries: [] });
    await runtime.database.write(async ({ tables, audit }) => {
      const what = {
        roundId: scene.roundId,
        kind: "seat",
        slot: "seat",
        version: 1,
        way: "computer",
        format: 2,
        avoidNeighbours: true,
      };
      const draw = { ...what, roster: [], sessions: [], rosterHash: "", commitment: "", secret: "", frozenById: "x" };
      await tables.draw.create({ data: { ...draw, id: "frozen", frozenAt: runtime.clock.now() } });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "round", objectId: scene.roundId });
      return { ok: true, value: null };
    });
    const rounds = heatAndFinal({ kind: "places", places: 3 });
    const answer = await setEventRounds(runtime, scene.organiser, { eventId: scene.eventId, rounds });
    expect(refusalCodes(answer)).toEqual(["rounds-fixed"]);
    expect(await roundsOf(scene)).toHaveLength(1);
  });

  it("takes on those who go on, a tie at the cut together, in the transaction that settles the heat", async () => {
    // Totals 90.00, 88.50, 88.50 and 85.50: the first two places are three entries.
    const scene = await createScene(runtime, { entries: [{}, {}, {}, {}, { participation: "absent" }] });
    await planHeat(runtime, scene, { kind: "places", places: 2 });
    const [heat, final] = await roundsOf(scene);
    const finalId = final?.id ?? "";
    await completeRound(runtime, scene, (index) => defaultMarks(index === 2 ? 1 : index));
    expect(refusalCodes(await freezeRoster(runtime, scene.organiser, { roundId: finalId }))).toEqual([
      "previous-round-not-settled",
    ]);
    await unblindRound(runtime, scene);
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
    const published = await runtime.database.read.publication.findFirstOrThrow({ where: { roundId: scene.roundId } });
    const told = published.results as { place: number | null; goesOn: boolean; award: string | null }[];
    expect(told.map(({ place, goesOn, award }) => [place, goesOn, award])).toEqual([
      [1, true, null],
      [2, true, null],
      [2, true, null],
      [4, false, null],
      [null, false, null],
    ]);
    expect(await runtime.database.read.job.count({ where: { competitionId: scene.competitionId } })).toBe(0);
    expect(await numbersOf(finalId)).toEqual([]);
    runtime.clock.advanceMinutes(120);
    value(await settleRound(runtime, scene.organiser, { roundId: scene.roundId }));
    expect(await numbersOf(finalId)).toEqual([
      ["E1001", "expected", null],
      ["E1002", "expected", null],
      ["E1003", "expected", null],
    ]);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { act: "settle-round", objectId: heat?.id ?? "" },
    });
    const ids = scene.entries.slice(0, 3).map(({ entryId }) => entryId);
    expect(record.payload).toEqual({ next: finalId, goingOn: expect.arrayContaining(ids) });
    const board = await getBoard(runtime, scene.roundId);
    expect(board.rows.map(({ name }) => name?.goesOn)).toEqual([true, true, true, false, false]);
    expect([board.round, board.kind, board.rounds]).toEqual([1, "preliminary", 2]);
  });

  it("draws, codes, marks and awards each round by itself", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, {}, {}] });
    await planHeat(runtime, scene, { kind: "places", places: 3 });
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    const [, { id: finalId = "" } = {}] = await roundsOf(scene);
    const before = await getDraw(runtime, {
      roundId: finalId,
      slot: null,
      readerId: scene.organiser.userId,
      showsIdentities: false,
      showsSeats: true,
    });
    expect(before?.rows?.map(({ entrantNumber }) => entrantNumber)).toEqual(["E1001", "E1002", "E1003"]);
    // Who holds no part in the round is in no hash of it.
    const final = await enterNextRound(runtime, scene);
    const lines = await runtime.database.read.drawLine.findMany({ where: { draw: { roundId: finalId } } });
    expect(lines.map(({ entryId }) => entryId).sort()).toEqual(
      scene.entries
        .slice(0, 3)
        .map(({ entryId }) => entryId)
        .sort(),
    );
    expect((await numbersOf(finalId)).map(([, , seat]) => seat).sort()).toEqual(["01", "02", "03"]);
    for (const { code, publicCode, entryId } of final.entries) {
      const earlier = scene.entries.find((entry) => entry.entryId === entryId);
      expect(code).not.toBe(earlier?.code);
      expect(publicCode).toMatch(/^\d{4}$/);
    }
    // The last of the heat wins the final: nothing of the heat counts in it.
    await completeRound(runtime, final, (index) => defaultMarks(2 - index));
    await unblindRound(runtime, final);
    const { results, goingOn } = await getResultsPage(runtime, scene.organiser, finalId);
    expect(goingOn).toBeNull();
    expect(results.kind === "names" && results.rows.map(({ entrantNumber, award }) => [entrantNumber, award])).toEqual([
      ["E1003", "first"],
      ["E1002", null],
      ["E1001", null],
    ]);
    const heat = await getResultsPage(runtime, scene.organiser, scene.roundId);
    expect(heat.results.kind === "names" && heat.results.rows.map(({ award }) => award)).toEqual([null, null, null, null]);
    expect(heat.goingOn).toMatchObject({
      rule: { kind: "places", places: 3 },
      next: { number: 2, kind: "final" },
      numbers: ["E1001", "E1002", "E1003"],
      change: null,
    });
  });

  it("shows a later change of results as a difference, which a person may carry out until the next roster is frozen", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}, {}] });
    await planHeat(runtime, scene, { kind: "places", places: 1 });
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    const { organiser, roundId } = scene;
    const [, { id: finalId = "" } = {}] = await roundsOf(scene);
    expect(refusalCodes(await changeGoingOn(runtime, organiser, { roundId }))).toEqual(["going-on-as-computed"]);
    const [first, second] = scene.entries;
    await runtime.database.write(async ({ tables, audit }) => {
      const at = runtime.clock.now();
      await tables.rescoreSet.create({
        data: {
          id: `set-${roundId}`,
          roundId,
          changes: [{ kind: "participation", entryId: first?.entryId ?? "", participation: "disqualified" }],
          reason: "仲裁",
          status: "applied",
          sequence: 1,
          preparedById: "x",
          preparedAt: at,
        },
      });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "round", objectId: roundId });
      return { ok: true, value: null };
    });
    // Nothing moved by itself.
    expect((await numbersOf(finalId)).map(([number]) => number)).toEqual(["E1001"]);
    const page = await getResultsPage(runtime, organiser, roundId);
    expect(page.goingOn?.change).toEqual({ missing: ["E1002"], surplus: ["E1001"], unmet: [] });
    expect(value(await changeGoingOn(runtime, organiser, { roundId }))).toEqual({
      missing: [second?.entryId],
      surplus: [first?.entryId],
    });
    expect((await numbersOf(finalId)).map(([number]) => number)).toEqual(["E1002"]);
    value(await freezeRoster(runtime, organiser, { roundId: finalId }));
    expect(refusalCodes(await changeGoingOn(runtime, organiser, { roundId }))).toEqual([
      "next-round-frozen",
      "going-on-as-computed",
    ]);
  });

  it("keeps the rules of a round while it is at work, and lets those of the final be set between the rounds", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    const { eventId, organiser } = scene;
    await planHeat(runtime, scene, { kind: "places", places: 1 });
    await completeRound(runtime, scene);
    const change = async () => {
      const { rules, version } = await getCurrentRules(runtime.database.read, eventId);
      return setEventRules(runtime, organiser, {
        eventId,
        rules: { ...rules, onSiteMinutes: 30 },
        reason: "决赛",
        basedOn: version,
      });
    };
    expect(refusalCodes(await change())).toEqual(["rules-pinned"]);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    value(await change());
    const heat = await runtime.database.read.round.findUniqueOrThrow({
      where: { id: scene.roundId },
      select: { rules: { select: { version: true } } },
    });
    expect(heat.rules?.version).toBe(1);
  });

  it("is meant by its number, else the current one for the office and the last that began for the public", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    await planHeat(runtime, scene, { kind: "places", places: 1 });
    const [heat, final] = await roundsOf(scene);
    const other = await createScene(runtime, { entries: [] });
    const names = { competition: scene.competitionCode, event: "E1" };
    const resolve = async (round?: string, more = names) =>
      (await resolveScope(runtime.database.read, { ...more, ...(round === undefined ? {} : { round }) }))?.roundId;
    const watched = (isPublic: boolean, round?: number) => findWatchedRound(runtime, { ...names, round }, { isPublic });
    expect(await resolve()).toBe(heat?.id);
    expect(await resolve("2")).toBe(final?.id);
    for (const wrong of ["0", "3", "02", "1.0", "final", ""]) expect(await resolve(wrong), wrong).toBeUndefined();
    // The other event has no second round, whatever this one has.
    expect(await resolve("2", { competition: other.competitionCode, event: "E1" })).toBeUndefined();
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    expect(await resolve()).toBe(final?.id);
    expect(await resolve("1")).toBe(heat?.id);
    expect([await watched(false), await watched(true)]).toEqual([final?.id, heat?.id]);
    expect([await watched(false, 1), await watched(true, 2), await watched(true, 3)]).toEqual([heat?.id, final?.id, null]);
  });
});
