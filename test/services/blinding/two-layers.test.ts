/** Two layers: the seat is the code. From the draw to unblinding nobody sees marks by code and who sits where; the rules hold together. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { findDrawPage } from "#app/queries/draw/find-draw-page.server.ts";
import { getDraw } from "#app/queries/draw/get-draw.server.ts";
import { findHallPaper } from "#app/queries/hall/find-hall-paper.server.ts";
import { getHallRecord } from "#app/queries/hall/get-hall-record.server.ts";
import { getResultsPage } from "#app/queries/results/get-results-page.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { completeRound, createScene, dismissKeeper, type Scene, unblindRound } from "../../support/judging-steps.ts";
import { acceptElectricians, addRegistrationScene, type RegistrationScene } from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("two layers, from the draw to the codes", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let roundId: string;
  let eventId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(() => {
    runtime.clock.set("2026-11-20T01:00:00Z");
  });
  afterAll(() => runtime.dispose());

  const setLayers = async (blindLayers: 1 | 2 | 3, basedOn: number) =>
    setEventRules(runtime, scene.organiser, {
      ...{ eventId, basedOn, reason: "技术文件" },
      rules: { ...DEFAULT_RULES, blindLayers },
    });
  const newestVersion = async () =>
    (await runtime.database.read.eventRules.findFirstOrThrow({ where: { eventId }, orderBy: { version: "desc" } })).version;
  /** A competition of its own whose event has the default rules, and where it is asked for other layers. */
  const begin = async (layers: 1 | 2 | 3) => {
    scene = await addRegistrationScene(runtime);
    ({ roundId, eventId } = scene.electrician);
    if (layers !== 3) must(await setLayers(layers, 1));
  };
  const draw = async () => {
    await acceptElectricians(runtime, scene, 4);
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    // Neither does the answer tell the seed: with the published roster it would give the seats of each delegation.
    expect(must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "公平公正" }))).toEqual({ drawn: 4 });
  };
  const codesBySeat = async () => {
    const subjects = await runtime.database.read.blindSubject.findMany({ where: { roundId } });
    const mappings = await runtime.database.read.blindMapping.findMany({ where: { roundId } });
    const seats = await runtime.database.read.roundEntry.findMany({ where: { roundId } });
    return mappings
      .map(({ subjectId, entryId }) => [
        seats.find((seat) => seat.entryId === entryId)?.seatCode,
        subjects.find(({ id }) => id === subjectId)?.code,
      ])
      .sort();
  };

  it("gives each work its seat as its code; with one layer and three a drawn one, which is no seat", async () => {
    for (const layers of [2, 1, 3] as const) {
      await begin(layers);
      await draw();
      for (const number of ["DG001", "DG002", "DG003", "DG004"]) {
        must(await checkInEntry(runtime, scene.organiser, { roundId, entrantNumber: number, claim: ALL_CHECKED }));
      }
      must(await assignCodes(runtime, scene.blinding, { roundId }));
      const pairs = await codesBySeat();
      expect(pairs.map(([seat]) => seat)).toEqual(["01", "02", "03", "04"]);
      for (const [seat, code] of pairs) {
        if (layers === 2) expect(code).toBe(seat);
        else expect(code).toMatch(/^(?=.*[A-Z])[A-Z0-9]{4}$/);
      }
      const { blinding } = await getCheckIn(runtime, {
        ...{ roundId, showsIdentities: false, blindingJudgeId: scene.blinding.userId },
      });
      // What is to be written on a work: by seat, by person, and nothing where it has its seat.
      expect([blinding?.layers, blinding?.codes?.from ?? null]).toEqual([layers, { 1: "person", 2: null, 3: "seat" }[layers]]);
    }
  });

  it("shows supervisors no entrant by seat and publishes what was drawn with the unblinding; with three layers both at once", async () => {
    for (const layers of [2, 3] as const) {
      await begin(layers);
      await draw();
      const { id: drawId } = await runtime.database.read.draw.findFirstOrThrow({ where: { roundId } });
      const scope = { competitionId: scene.competitionId, eventId, delegationId: null };
      const sightOf = (actor: Actor) => getBlindSight(runtime, actor, { roundId, scope });
      expect([(await sightOf(scene.supervisor)).entrantsBySeat, (await sightOf(scene.organiser)).entrantsBySeat]).toEqual([
        layers === 3,
        true,
      ]);
      const view = await getDraw(runtime, {
        ...{ roundId, slot: null, readerId: scene.supervisor.userId, showsIdentities: false },
        showsSeats: (await sightOf(scene.supervisor)).entrantsBySeat,
      });
      expect([view?.step.stands, view?.entries, view?.rows?.length ?? null]).toEqual(["drawn", 4, layers === 3 ? 4 : null]);
      const { secret, seed } = await runtime.database.read.draw.findUniqueOrThrow({ where: { id: drawId } });
      const published = await findDrawPage(runtime, { drawId, eventId });
      const text = JSON.stringify([view, published]);
      const isTold = layers === 3;
      expect([String(secret), String(seed), '"seatCode":"01"'].map((word) => text.includes(word))).toEqual([
        isTold,
        isTold,
        isTold,
      ]);
      expect(published).toMatchObject({ isWithheld: !isTold, document: { commitment: expect.any(String) } });
    }
    // With the unblinding the draw of two layers opens as it was held.
    await begin(2);
    await draw();
    const { id: drawId } = await runtime.database.read.draw.findFirstOrThrow({ where: { roundId } });
    await runtime.database.write<null, never>(async ({ tables, audit }) => {
      await tables.round.update({ where: { id: roundId }, data: { phase: "unblinded" } });
      await audit({ chain: scene.competitionId, actorId: null, act: "test", objectKind: "round", objectId: roundId });
      return { ok: true, value: null };
    });
    const opened = await findDrawPage(runtime, { drawId, eventId });
    expect(opened?.isWithheld).toBe(false);
    expect(opened?.document.result.map(({ seatCode }) => seatCode)).toEqual(["01", "02", "03", "04"]);
  });

  it("are set before seats are drawn, for a computer's draw of one seat", async () => {
    await begin(3);
    const rules = { ...DEFAULT_RULES, blindLayers: 2 as const };
    const set = async (change: Partial<typeof rules>) =>
      codesOf(
        await setEventRules(runtime, scene.organiser, {
          ...{ eventId, basedOn: await newestVersion(), reason: "技术文件" },
          rules: { ...rules, ...change },
        }),
      );
    expect(await set({ draw: { ...rules.draw, way: "hand", seats: "per-module" } })).toEqual([
      "two-layers-with-seats-per-module",
      "two-layers-with-hand-draw",
    ]);
    expect(await set({ blindLayers: 4 as never })).toEqual(["blind-layers-out-of-range"]);
    expect(await set({})).toEqual([]);
    await acceptElectricians(runtime, scene, 2);
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    expect(await set({ blindLayers: 3 as never })).toEqual(["blind-layers-after-draw"]);
    expect(await set({ blindLayers: 1 as never })).toEqual(["blind-layers-after-draw"]);
    // Everything else may still change.
    expect(await set({ onSiteMinutes: 90 })).toEqual([]);
  });
});

describeOnEachDatabase("two layers while a round is judged", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { entries: [{}, {}], rules: { blindLayers: 2 } });
    await completeRound(runtime, scene);
  });
  afterAll(() => runtime.dispose());

  const scopeOf = ({ competitionId, eventId }: Scene) => ({ competitionId, eventId, delegationId: null });
  /** What this person finds on the results and in the hall's record, as the pages read them. */
  const lookAs = async (actor: Actor, of = scene) => {
    const { entrantsBySeat } = await getBlindSight(runtime, actor, { roundId: of.roundId, scope: scopeOf(of) });
    const input = { roundId: of.roundId, entryId: null, showsEntrants: entrantsBySeat };
    return {
      results: JSON.stringify(await getResultsPage(runtime, actor, of.roundId)),
      hall: JSON.stringify([await getHallRecord(runtime, input), await findHallPaper(runtime, input)]),
    };
  };
  const MARK = '"total":';

  it("shows chief, clerk, supervisor marks by seat and nobody at it; the organiser who sits where and no mark", async () => {
    for (const actor of [scene.chief, scene.clerk, scene.supervisor, scene.judges[0]]) {
      const { results, hall } = await lookAs(actor);
      expect(results).toContain('"code":"001"');
      expect(results).toContain(MARK);
      expect(hall).toContain('"seatCode":"001"');
      for (const number of ["E1001", "E1002"]) expect(hall + results).not.toContain(number);
    }
    const organiser = await lookAs(scene.organiser);
    expect(organiser.results).toContain('"isWithheld":true');
    expect(organiser.results).toContain('"kind":"none"');
    for (const word of ['"code":"001"', MARK]) expect(organiser.results).not.toContain(word);
    expect(organiser.hall).toContain("E1001");
  });

  it("goes by all roles of a person: who also seats people loses the marks, not the other way round", async () => {
    const both = { ...scene.supervisor, grants: [...scene.supervisor.grants, ...scene.organiser.grants] };
    const { results, hall } = await lookAs(both);
    expect(results).not.toContain('"code":"001"');
    expect(hall).toContain("E1001");
  });

  it("takes nothing from anyone with one layer or three: there both are shown, and no seat is a code", async () => {
    for (const blindLayers of [1, 3] as const) {
      const other = await createScene(runtime, { entries: [{}], rules: { blindLayers } });
      await completeRound(runtime, other);
      for (const actor of [other.chief, other.organiser, other.supervisor]) {
        const { results, hall } = await lookAs(actor, other);
        expect(results).toContain('"code":"R900"');
        expect(hall).toContain("E1001");
        expect(hall).not.toContain("R900");
      }
    }
  });

  it("keeps the duties apart, before judging and in appointing", async () => {
    const early = await createScene(runtime, { entries: [{}], rules: { blindLayers: 2 } });
    const appoint = (of: Scene, actor: Actor, role: "organiser" | "chief-judge" | "tally-clerk", eventId: string | null) =>
      grantRole(runtime, of.decider, {
        ...{ competitionId: of.competitionId, userId: actor.userId, role },
        eventId,
        delegationId: null,
      });
    expect(codesOf(await appoint(early, early.organiser, "tally-clerk", early.eventId))).toEqual(["duties-exclude-each-other"]);
    expect(codesOf(await appoint(early, early.chief, "organiser", null))).toEqual(["duties-exclude-each-other"]);
    // The same two duties go together where a code is drawn.
    const three = await createScene(runtime, { entries: [{}] });
    must(await appoint(three, three.chief, "organiser", null));
    // Who holds both since before is found when judging is to open.
    await runtime.database.write<null, never>(async ({ tables, audit }) => {
      const { competitionId } = early;
      await tables.roleGrant.create({
        data: {
          id: `both-${early.chief.userId}`,
          userId: early.chief.userId,
          role: "organiser",
          competitionId,
          createdAt: new Date(),
        },
      });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "user", objectId: early.chief.userId });
      return { ok: true, value: null };
    });
    const { facts } = await getRoundFacts(runtime.database.read, early.roundId, runtime.clock.now());
    expect(facts.markersWhoSeat).toEqual([early.chief.displayName]);
  });

  it("opens everything to everyone whose pages have it once it is unblinded", async () => {
    await unblindRound(runtime, scene);
    for (const actor of [scene.organiser, scene.chief, scene.supervisor]) {
      const { results, hall } = await lookAs(actor);
      expect(results).toContain("E1001");
      expect(hall).toContain("E1001");
    }
  });

  it("a keeper's duty states layers that the event has", async () => {
    const two = await createScene(runtime, { entries: [{}], rules: { blindLayers: 2 } });
    const appoint = async (layers: readonly (1 | 2 | 3)[] | null, role: "blinding-judge" | "floor-judge" = "blinding-judge") => {
      const userId = `keeper-${layers?.join("-") ?? "all"}-${role}-${two.eventId}`;
      await runtime.database.write<null, never>(async ({ tables, audit }) => {
        const data = { id: userId, username: userId, displayName: userId, passwordHash: null, createdAt: runtime.clock.now() };
        await tables.user.create({ data });
        await audit({ chain: two.competitionId, actorId: null, act: "test", objectKind: "user", objectId: userId });
        return { ok: true, value: null };
      });
      const { competitionId, eventId } = two;
      return grantRole(runtime, two.organiser, { competitionId, userId, role, eventId, delegationId: null, layers });
    };
    expect(codesOf(await appoint([3]))).toEqual(["layers-not-of-event"]);
    expect(codesOf(await appoint([1], "floor-judge"))).toEqual(["layers-of-no-blinding-judge"]);
    must(await appoint([2, 3]));
    must(await appoint(null));
    const { facts } = await getRoundFacts(runtime.database.read, two.roundId, runtime.clock.now());
    expect(facts.blinding.keepers.map(({ layers }) => layers).sort()).toEqual([[2, 3], null, null].sort());
    // Before the start it is found that a layer is kept by nobody.
    const unkept = async () => {
      const asked = { now: runtime.clock.now(), actorId: "" };
      return (await getCompetitionFacts(runtime.database.read, two.competitionId, asked)).events[0]?.unkeptLayers;
    };
    expect(await unkept()).toEqual([]);
    for (const { userId, layers } of facts.blinding.keepers) if (layers === null) await dismissKeeper(runtime, two, userId);
    expect(await unkept()).toEqual([1]);
  });
});
