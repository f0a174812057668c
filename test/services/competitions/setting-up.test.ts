/** Founding a competition and its events, and leading it from the draft to the start. */

import { afterEach, beforeEach, expect, it } from "vitest";
import { PREPARATION_GATES, toGates } from "#app/domain/preparation/gates.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { changeCompetition } from "#app/services/competitions/change-competition.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { createEvent } from "#app/services/competitions/create-event.server.ts";
import { announceCompetition, openRegistration, startCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { setGates } from "#app/services/preparation/set-gates.server.ts";
import {
  actorOf,
  addCompetition,
  addEntries,
  addGround,
  addScheme,
  addUser,
  appointAll,
  codesOf,
  EVENT,
  must,
  PLAN,
} from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("setting up a competition", (provider) => {
  let runtime: TestRuntime;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
  });
  afterEach(() => runtime.dispose());

  const countAll = async () => {
    const { read } = runtime.database;
    return [await read.competition.count(), await read.event.count(), await read.auditRecord.count()];
  };

  it("founds a draft with its hosts, the latest version of its packs, and an organiser", async () => {
    const founder = await actorOf(runtime, await addUser(runtime, "founder"));
    const { read } = runtime.database;
    const pack = await read.policyPack.findFirstOrThrow({ where: { name: "tongzhou" } });
    const { competitionId } = must(await createCompetition(runtime, founder, { ...PLAN, code: "tz-2026" }));
    const competition = await read.competition.findUniqueOrThrow({
      where: { code: "tz-2026" },
      include: { hosts: true, packs: true, grants: true },
    });
    expect(competition).toMatchObject({ id: competitionId, phase: "draft", tier: "district", startsOn: PLAN.startsOn });
    expect(competition.hosts).toHaveLength(2);
    expect(competition.packs.map(({ packId }) => packId)).toEqual([pack.id]);
    expect(competition.grants).toMatchObject([{ userId: founder.userId, role: "organiser", eventId: null, delegationId: null }]);
    const records = await read.auditRecord.findMany({ where: { chain: competitionId } });
    expect(records.map(({ act }) => act)).toEqual(["create-competition"]);
  });

  it("refuses a plan that names what does not exist, with every reason, and keeps none of it", async () => {
    const { organiser } = await addCompetition(runtime);
    const before = await countAll();
    const decision = await createCompetition(runtime, organiser, {
      ...PLAN,
      code: "tz-2026",
      endsOn: new Date("2026-12-01T16:00:00Z"),
      hosts: [{ relation: "organiser", regionCode: "999999", organisationId: "nobody" }],
      packs: ["tongzhou", "atlantis"],
    });
    expect(codesOf(decision)).toEqual([
      "competition-code-taken",
      "ends-before-start",
      "region-unknown",
      "organisation-unknown",
      "policy-pack-unknown",
    ]);
    expect(await countAll()).toEqual(before);
  });

  it("lets the plan change until registration opens", async () => {
    const { organiser, competitionId } = await addCompetition(runtime);
    const { read } = runtime.database;
    const venue = "运河文化馆";
    must(
      await changeCompetition(runtime, organiser, {
        ...PLAN,
        competitionId,
        venue,
        packs: ["dalian"],
        hosts: PLAN.hosts.slice(0, 1),
      }),
    );
    const changed = await read.competition.findUniqueOrThrow({
      where: { id: competitionId },
      include: { hosts: true, packs: { include: { pack: true } } },
    });
    expect([changed.venue, changed.hosts.length, changed.packs.map(({ pack }) => pack.name)]).toEqual([venue, 1, ["dalian"]]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: competitionId }, data: { phase: "registration" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "competition", objectId: competitionId });
      return { ok: true, value: null };
    });
    expect(codesOf(await changeCompetition(runtime, organiser, { ...PLAN, competitionId }))).toEqual(["plan-closed"]);
  });

  it("gives an event one final round in the draw and the default rules", async () => {
    const { competitionId, eventId } = await addCompetition(runtime);
    const event = await runtime.database.read.event.findUniqueOrThrow({
      where: { id: eventId },
      include: { rounds: true, rules: true },
    });
    expect(event).toMatchObject({ competitionId, code: "ELE", entryKind: "individual", teamSize: 1 });
    expect(event.rounds).toMatchObject([{ number: 1, kind: "final", phase: "draw", disclosure: "closed", rulesId: null }]);
    expect(event.rules).toMatchObject([{ version: 1, content: DEFAULT_RULES }]);
  });

  it("refuses an event of the wrong size, with a taken code, or that leads nowhere", async () => {
    const { organiser, competitionId, eventId } = await addCompetition(runtime);
    const before = await countAll();
    const wrong = { ...EVENT, competitionId, entryKind: "pair", teamSize: 3, upperEventId: "nothing" } as const;
    expect(codesOf(await createEvent(runtime, organiser, wrong))).toEqual([
      "event-code-taken",
      "team-size-wrong",
      "upper-event-unknown",
    ]);
    const own = { ...EVENT, code: "PLC", competitionId, upperEventId: eventId };
    expect(codesOf(await createEvent(runtime, organiser, own))).toEqual(["upper-event-not-above"]);
    expect(await countAll()).toEqual(before);
  });

  it("links an event upwards to one that is known, never to another's draft", async () => {
    const city = await addCompetition(runtime, { code: "bj-2026", plan: { tier: "city", packs: [] } });
    const district = await addCompetition(runtime);
    const input = { ...EVENT, code: "PLC", competitionId: district.competitionId, upperEventId: city.eventId };
    expect(codesOf(await createEvent(runtime, district.organiser, input))).toEqual(["upper-event-unknown"]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: city.competitionId }, data: { phase: "announced" } });
      await audit({
        chain: city.competitionId,
        actorId: null,
        act: "test",
        objectKind: "competition",
        objectId: city.competitionId,
      });
      return { ok: true, value: null };
    });
    const { eventId } = must(await createEvent(runtime, district.organiser, input));
    const event = await runtime.database.read.event.findUniqueOrThrow({ where: { id: eventId } });
    expect(event.upperEventId).toBe(city.eventId);
  });

  it("leads from the draft to the start, and names everything missing on the way", async () => {
    const { organiser, competitionId, eventId } = await addCompetition(runtime, {
      plan: { packs: [], hosts: PLAN.hosts.slice(1) },
    });
    const scope = { competitionId, eventId };
    const phase = async () => (await runtime.database.read.competition.findUniqueOrThrow({ where: { id: competitionId } })).phase;

    expect(codesOf(await announceCompetition(runtime, organiser, { competitionId }))).toEqual([
      "host-authority-missing",
      "policy-pack-missing",
      "scheme-missing",
    ]);
    expect(codesOf(await startCompetition(runtime, organiser, { competitionId }))).toEqual(["competition-phase-wrong"]);
    expect(await phase()).toBe("draft");
    must(await changeCompetition(runtime, organiser, { ...PLAN, competitionId }));
    await addScheme(runtime, organiser, eventId);
    must(await announceCompetition(runtime, organiser, { competitionId }));

    expect(codesOf(await openRegistration(runtime, organiser, { competitionId }))).toEqual(["delegation-missing"]);
    const leader = { userId: await addUser(runtime, "leader") };
    const delegation = { competitionId, name: "永顺镇代表队", nameEn: "Yongshun", regionCode: "110112", leader };
    const { delegationId } = must(await createDelegation(runtime, organiser, delegation));
    runtime.clock.set("2026-11-28T00:00:00Z");
    expect(codesOf(await openRegistration(runtime, organiser, { competitionId }))).toEqual(["registration-deadline-past"]);
    runtime.clock.set("2026-11-21T00:00:00Z");
    must(await openRegistration(runtime, organiser, { competitionId }));

    const statuses = [{ status: "submitted" }, { status: "accepted" }, { status: "draft" }] as const;
    const [first, , draft] = await addEntries(runtime, { eventId, delegationId }, [...statuses]);
    expect(codesOf(await startCompetition(runtime, organiser, { competitionId }))).toEqual([
      "supervisor-missing",
      "entries-undecided",
      "entries-too-few",
      "chief-judge-missing",
      "marking-judges-too-few",
      "blinding-judge-missing",
      "tally-clerk-missing",
      "filing-number-missing",
      "leaders-meeting-missing",
      "technical-document-missing",
    ]);
    await appointAll(runtime, organiser, scope);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.entry.update({ where: { id: String(first) }, data: { status: "accepted" } });
      await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "entry", objectId: String(first) });
      return { ok: true, value: null };
    });
    expect(codesOf(await startCompetition(runtime, organiser, { competitionId }))).toEqual([
      "filing-number-missing",
      "leaders-meeting-missing",
      "technical-document-missing",
      "judges-untrained",
    ]);
    must(
      await setGates(runtime, organiser, {
        competitionId,
        gates: toGates(Object.fromEntries(PREPARATION_GATES.map((gate) => [gate, false]))),
      }),
    );
    must(await startCompetition(runtime, organiser, { competitionId }));
    expect(await phase()).toBe("running");
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { chain: competitionId },
      orderBy: { sequence: "asc" },
    });
    expect(acts.map(({ act }) => act)).toEqual(
      expect.arrayContaining(["announce-competition", "open-registration", "start-competition"]),
    );
    // Before the deadline: whose draft was left behind is told now.
    expect(acts.find(({ act }) => act === "start-competition")?.payload).toMatchObject({ lapsed: [draft] });
    const told = await runtime.database.read.message.findMany({
      where: { competitionId, kind: { startsWith: "drafts-lapsed" } },
    });
    expect(told.map(({ kind }) => kind).sort()).toEqual(["drafts-lapsed", "drafts-lapsed-in-all"]);
  });

  it("lets only one of two simultaneous acts through", async () => {
    const { organiser, competitionId, eventId } = await addCompetition(runtime);
    await addScheme(runtime, organiser, eventId);
    const decisions = await Promise.all([1, 2].map(() => announceCompetition(runtime, organiser, { competitionId })));
    expect(decisions.map(codesOf)).toEqual([[], ["competition-phase-wrong"]]);
  });
});
