/** Series of competitions: founded in words or by a clause, competitions as their editions, and the calendar that comes of it. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { getCalendar } from "#app/queries/competitions/get-calendar.server.ts";
import { addEdition } from "#app/services/competitions/add-edition.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { foundCadenceSeries, foundSeries } from "#app/services/competitions/found-series.server.ts";
import { removeEdition } from "#app/services/competitions/remove-edition.server.ts";
import { actorOf, addCompetition, addGround, addUser, codesOf, must, PLAN } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const OWN = {
  name: "通州区装备制造行业技能竞赛",
  nameEn: "Tongzhou Equipment Trade Competition",
  tier: "district",
  sphere: "trade",
  everyYears: 3,
  regionCodes: ["110112"],
} as const;
const CADENCE = { packName: "tongzhou", cadenceId: "12-tongwulang", sphere: "comprehensive" } as const;

describeOnEachDatabase("series of competitions", (provider) => {
  let runtime: TestRuntime;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
  });
  afterEach(() => runtime.dispose());

  const officer = async () => actorOf(runtime, await addUser(runtime, "officer"));

  it("is founded in words of its own, once under one name", async () => {
    const actor = await officer();
    const { seriesId } = must(await foundSeries(runtime, actor, OWN));
    const stored = await runtime.database.read.competitionSeries.findUniqueOrThrow({ where: { id: seriesId } });
    expect(stored).toMatchObject({ ...OWN, packName: null, cadenceId: null, createdById: actor.userId });
    expect(codesOf(await foundSeries(runtime, actor, { ...OWN, regionCodes: ["999999"] }))).toEqual([
      "series-name-taken",
      "region-unknown",
    ]);
    expect(codesOf(await foundSeries(runtime, actor, { ...OWN, name: "另一个", regionCodes: [] }))).toEqual([
      "series-region-missing",
    ]);
    expect(await runtime.database.read.auditRecord.count({ where: { act: "found-series" } })).toBe(1);
  });

  it("is founded as Tongzhou (12) asks for it: three regions, every 2 years, by the document", async () => {
    const actor = await officer();
    expect((await getCalendar(runtime, actor)).uncovered.map(({ cadenceId }) => cadenceId)).toEqual([
      "12-tongzhou",
      "12-tongwulang",
      "12-workers",
    ]);
    must(await foundCadenceSeries(runtime, actor, CADENCE));
    expect(codesOf(await foundCadenceSeries(runtime, actor, CADENCE))).toEqual(["cadence-taken"]);
    expect(codesOf(await foundCadenceSeries(runtime, actor, { ...CADENCE, cadenceId: "13" }))).toEqual(["cadence-unknown"]);
    const { series, uncovered } = await getCalendar(runtime, actor);
    expect(uncovered.map(({ cadenceId }) => cadenceId)).toEqual(["12-tongzhou", "12-workers"]);
    expect(series).toMatchObject([{ everyYears: 2, cadence: { clause: "(12)" }, next: { edition: 1, state: "due" } }]);
    expect(series[0]?.regions).toHaveLength(3);
  });

  it("takes a competition in as an edition, gives it back, and refuses a second of the same number or year", async () => {
    const { organiser, competitionId } = await addCompetition(runtime);
    const { seriesId } = must(await foundCadenceSeries(runtime, organiser, CADENCE));
    must(await addEdition(runtime, organiser, { seriesId, competitionId, edition: 4 }));
    const { competitionId: second } = must(await createCompetition(runtime, organiser, { ...PLAN, code: "second" }));
    expect(codesOf(await addEdition(runtime, organiser, { seriesId, competitionId: second, edition: 4 }))).toEqual([
      "edition-number-taken",
      "edition-year-taken",
    ]);
    expect(codesOf(await addEdition(runtime, organiser, { seriesId, competitionId, edition: 5 }))).toContain(
      "competition-has-series",
    );
    expect(codesOf(await addEdition(runtime, organiser, { seriesId: "none", competitionId: "none", edition: 5 }))).toEqual([
      "series-unknown",
      "competition-unknown",
    ]);
    must(await removeEdition(runtime, organiser, { competitionId }));
    expect(codesOf(await removeEdition(runtime, organiser, { competitionId }))).toEqual(["edition-unknown"]);
    must(await addEdition(runtime, organiser, { seriesId, competitionId: second, edition: 4 }));
  });

  it("hides a draft from those who do not find its office open, and nothing from the others", async () => {
    const { organiser, competitionId } = await addCompetition(runtime);
    const { seriesId } = must(await foundCadenceSeries(runtime, organiser, CADENCE));
    must(await addEdition(runtime, organiser, { seriesId, competitionId, edition: 4 }));
    const withRole = (role: "treasurer" | "policy-officer") => ({
      ...organiser,
      grants: [{ role, competitionId: null, eventId: null, delegationId: null }],
    });
    const empty = must(await foundSeries(runtime, organiser, { ...OWN, everyYears: 2 }));
    const calendar = await getCalendar(runtime, withRole("treasurer"));
    const open = await getCalendar(runtime, withRole("policy-officer"));
    const [hidden, never] = [seriesId, empty.seriesId].map((id) => calendar.series.find((one) => one.seriesId === id));
    // Like a series that was never held: no year, no number and no next edition says that there is a fourth.
    expect([hidden?.editions, hidden?.cells, hidden?.next]).toEqual([[], never?.cells, never?.next]);
    expect(hidden?.next).toMatchObject({ edition: 1, state: "due" });
    expect(JSON.stringify(calendar)).not.toContain(competitionId);
    const shown = open.series.find((one) => one.seriesId === seriesId);
    expect(shown?.editions).toMatchObject([{ competitionId }]);
    expect(shown?.cells.filter(({ state }) => state === "prepared")).toMatchObject([{ competitionId, edition: 4 }]);
  });
});
