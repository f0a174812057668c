/** The next edition of a competition: equal in what was set up, empty of everyone who took part. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { addEdition } from "#app/services/competitions/add-edition.server.ts";
import { cloneCompetition } from "#app/services/competitions/clone-competition.server.ts";
import { foundCadenceSeries } from "#app/services/competitions/found-series.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { setEventRounds } from "#app/services/rounds/set-event-rounds.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import {
  actorOf,
  addCompetition,
  addEntries,
  addGround,
  addScheme,
  addUser,
  appointAll,
  codesOf,
  must,
  PLAN,
} from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NEXT = {
  ...PLAN,
  sphere: "trade",
  code: "tz-2028",
  name: "2028 年通州区职业技能大赛",
  registrationClosesAt: new Date("2028-11-27T09:00:00Z"),
  startsOn: new Date("2028-12-04T16:00:00Z"),
  endsOn: new Date("2028-12-05T16:00:00Z"),
} as const;

describeOnEachDatabase("the next edition of a competition", (provider) => {
  let runtime: TestRuntime;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
  });
  afterEach(() => runtime.dispose());

  const contentOf = (competitionId: string) =>
    runtime.database.read.event.findMany({
      where: { competitionId },
      select: {
        code: true,
        name: true,
        quota: true,
        teamSize: true,
        upperEventId: true,
        rounds: { orderBy: { number: "asc" }, select: { number: true, kind: true, phase: true, goingOn: true } },
        schemes: { orderBy: { version: "desc" }, take: 1, select: { content: true, roundNumber: true } },
        rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
      },
    });

  const peopleOf = async (competitionId: string) => {
    const { read } = runtime.database;
    return {
      grants: await read.roleGrant.count({ where: { competitionId } }),
      entries: await read.entry.count({ where: { event: { competitionId } } }),
      members: await read.entryMember.count({ where: { entry: { event: { competitionId } } } }),
      leaders: await read.roleGrant.count({ where: { delegation: { competitionId } } }),
    };
  };

  it("equals its source in rules, schemes and rounds, as first versions, and copies nobody", async () => {
    const { organiser, competitionId, eventId } = await addCompetition(runtime);
    await addScheme(runtime, organiser, eventId);
    must(
      await setEventRules(runtime, organiser, {
        eventId,
        rules: { ...DEFAULT_RULES, judgesPerForm: 3 },
        reason: "技术文件",
        basedOn: 1,
      }),
    );
    must(
      await setEventRounds(runtime, organiser, {
        eventId,
        rounds: [
          { kind: "preliminary", goingOn: { kind: "places", places: 8 } },
          { kind: "final", goingOn: null },
        ],
      }),
    );
    await appointAll(runtime, organiser, { competitionId, eventId });
    const leader = await addUser(runtime, "leader");
    const { delegationId } = must(
      await createDelegation(runtime, organiser, {
        competitionId,
        name: "张家湾代表队",
        nameEn: "Zhangjiawan",
        regionCode: "110112",
        leader: { userId: leader },
      }),
    );
    await addEntries(runtime, { eventId, delegationId }, [{ status: "accepted" }, { status: "submitted" }]);
    const cloned = must(await cloneCompetition(runtime, organiser, { ...NEXT, fromId: competitionId }));
    expect(cloned.openLinks).toEqual([]);
    expect(await contentOf(cloned.competitionId)).toEqual(await contentOf(competitionId));
    const { read } = runtime.database;
    const made = await read.competition.findUniqueOrThrow({
      where: { id: cloned.competitionId },
      include: { delegations: true, hosts: true, grants: true },
    });
    expect(made).toMatchObject({ code: "tz-2028", phase: "draft", sphere: "trade", startsOn: NEXT.startsOn, seriesId: null });
    expect(made.delegations.map(({ name }) => name)).toEqual(["张家湾代表队"]);
    expect(made.hosts).toHaveLength(2);
    expect(made.grants).toMatchObject([{ userId: organiser.userId, role: "organiser" }]);
    const copies = { event: { competitionId: cloned.competitionId } };
    expect(await read.eventRules.findMany({ where: copies, select: { version: true } })).toEqual([{ version: 1 }]);
    expect(await read.markingScheme.findMany({ where: copies, select: { version: true, source: true, fileName: true } })).toEqual(
      [{ version: 1, source: "copy", fileName: "tz-2026 ELE" }],
    );
    expect(await peopleOf(cloned.competitionId)).toEqual({ grants: 1, entries: 0, members: 0, leaders: 0 });
    // The source has all of it, so that nothing copied is not nothing there.
    const before = await peopleOf(competitionId);
    expect([before.grants > 5, before.entries, before.members > 0, before.leaders]).toEqual([true, 2, true, 1]);
  });

  it("keeps the way up while the upper event takes entries, and says where it is open", async () => {
    const upper = await addCompetition(runtime, { code: "bj", plan: { tier: "city" } });
    const { competitionId, eventId, organiser } = await addCompetition(runtime, { event: { upperEventId: null } });
    const setUp = (phase: string) =>
      runtime.database.write(async ({ tables, audit }) => {
        await tables.competition.update({ where: { id: upper.competitionId }, data: { phase } });
        await tables.event.update({ where: { id: eventId }, data: { upperEventId: upper.eventId } });
        await audit({ chain: competitionId, actorId: null, act: "test", objectKind: "event", objectId: eventId });
        return { ok: true, value: null };
      });
    await setUp("registration");
    const linked = must(await cloneCompetition(runtime, organiser, { ...NEXT, fromId: competitionId }));
    expect([linked.openLinks, (await contentOf(linked.competitionId))[0]?.upperEventId]).toEqual([[], upper.eventId]);
    await setUp("final");
    const open = must(await cloneCompetition(runtime, organiser, { ...NEXT, code: "tz-2029", fromId: competitionId }));
    expect([open.openLinks, (await contentOf(open.competitionId))[0]?.upperEventId]).toEqual([["ELE"], null]);
  });

  it("is the next edition of the series, once, in a year of its own", async () => {
    const { organiser, competitionId } = await addCompetition(runtime);
    const cadence = { packName: "tongzhou", cadenceId: "12-tongzhou", sphere: "comprehensive" } as const;
    const { seriesId } = must(await foundCadenceSeries(runtime, organiser, cadence));
    must(await addEdition(runtime, organiser, { seriesId, competitionId, edition: 6 }));
    const clone = (
      input: Partial<typeof NEXT> & { startsOn?: Date; endsOn?: Date; registrationClosesAt?: Date; code?: string },
    ) => cloneCompetition(runtime, organiser, { ...NEXT, ...input, fromId: competitionId });
    const { registrationClosesAt, startsOn, endsOn } = PLAN;
    expect(codesOf(await clone({ registrationClosesAt, startsOn, endsOn }))).toEqual(["edition-year-taken"]);
    const { competitionId: next } = must(await clone({}));
    expect(await runtime.database.read.competition.findUniqueOrThrow({ where: { id: next } })).toMatchObject({
      seriesId,
      edition: 7,
    });
    expect(codesOf(await clone({}))).toEqual(["competition-code-taken", "edition-year-taken"]);
  });

  it("is not for those who lead no such competition", async () => {
    const { competitionId } = await addCompetition(runtime);
    const other = await addCompetition(runtime, { code: "other" });
    const stranger = await actorOf(runtime, await addUser(runtime, "stranger"));
    for (const actor of [other.organiser, stranger]) {
      expect(codesOf(await cloneCompetition(runtime, actor, { ...NEXT, fromId: competitionId }))).toEqual([
        "clone-source-unknown",
      ]);
    }
    expect(await runtime.database.read.competition.count()).toBe(2);
  });
});
