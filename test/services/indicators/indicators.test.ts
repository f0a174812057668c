/** Readings of indicators: recorded with their source, replaced, voided; and what the system itself sees beside them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getTargets } from "#app/queries/policy/get-targets.server.ts";
import { recordReading } from "#app/services/indicators/record-reading.server.ts";
import { voidReading } from "#app/services/indicators/void-reading.server.ts";
import { loadSystemData } from "#seeds/system.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { addSystemActor, plantPerson, plantRows } from "../../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("indicators", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  const SOURCE = "2026年大连市人力资源统计公报";
  const record = (targetId: string, year: number, value: number, packName = "dalian") =>
    recordReading(runtime, officer, { packName, targetId, year, value, reference: SOURCE });
  const target = async (id: string, year = 2026, pack = "dalian") => {
    const { documents } = await getTargets(runtime, year);
    const found = documents.find((one) => one.pack === pack)?.targets.find((one) => one.id === id);
    if (!found) throw new Error(`There is no target ${id}.`);
    return found;
  };
  const readings = () => runtime.database.read.indicatorReading.count();

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    runtime.clock.set("2026-11-26T01:00:00Z");
    await loadSystemData(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
  });
  afterAll(() => runtime.dispose());

  it("of all five documents stand there, and what was left blank or not recorded is unknown", async () => {
    const { documents, years, year } = await getTargets(runtime, null);
    expect(documents.map(({ pack, targets }) => [pack, targets.length])).toEqual([
      ["dalian", 7],
      ["jiading", 5],
      ["lianyungang", 3],
      ["tongzhou", 1],
      ["xinjiang", 2],
    ]);
    expect(documents.flatMap(({ targets }) => targets).every(({ state }) => state === "unknown")).toBe(true);
    expect((await target("2-platforms", 2026, "jiading")).aim).toBeNull();
    expect([year, years]).toEqual([2026, [2026]]);
  });

  it("are recorded with a year and a source, and judged at the figure", async () => {
    must(await record("15-craftsmen", 2025, 8_900));
    expect((await target("15-craftsmen", 2025)).state).toBe("missed");
    must(await record("15-craftsmen", 2025, 9_000));
    const found = await target("15-craftsmen", 2025);
    expect([found.state, found.reading]).toEqual(["reached", { year: 2025, value: 9_000, reference: SOURCE }]);
    // A year before knows nothing of it.
    expect((await target("15-craftsmen", 2024)).state).toBe("unknown");
  });

  it("are refused for what cannot be, and then nothing is stored", async () => {
    const before = await readings();
    expect(codesOf(await record("15-craftsmen", 2027, 9_050))).toEqual(["indicator-year-ahead", "indicator-not-whole"]);
    expect(codesOf(await record("no-such-target", 2026, 100))).toEqual(["indicator-target-unknown"]);
    expect(codesOf(await record("15-craftsmen", 2026, 100, "tongzhou"))).toEqual(["indicator-target-unknown"]);
    expect(await readings()).toBe(before);
  });

  it("are voided once, and then the one before counts again", async () => {
    const { readings: rows } = await getTargets(runtime, null);
    const readingId = rows[0]?.id ?? "";
    must(await voidReading(runtime, officer, { readingId }));
    expect((await target("15-craftsmen", 2025)).reading?.value).toBe(8_900);
    expect(codesOf(await voidReading(runtime, officer, { readingId }))).toEqual(["indicator-reading-void"]);
    expect(codesOf(await voidReading(runtime, officer, { readingId: "nobody" }))).toEqual(["indicator-reading-unknown"]);
    expect((await getTargets(runtime, null)).readings.map(({ isVoid }) => isVoid)).toEqual([true, false]);
  });

  it("stand beside what is on record here: confirmed facts of the document's region, and no others", async () => {
    const seen = async (id: string, year = 2026) => {
      const { measure } = await target(id, year);
      return measure && [measure.inYear, measure.upToYear];
    };
    expect(await seen("15-craftsmen")).toEqual([0, 0]);
    expect(await seen("1-high-skill-share")).toBeNull();
    const honour = (occurredOn: string, employerRegion: string, isConfirmed = true) =>
      plantRows(runtime, async (tables) => {
        const at = runtime.clock.now();
        const personId = await plantPerson(tables, runtime, "王海港");
        const confirmed = isConfirmed ? { confirmedById: "second", confirmedAt: at } : {};
        await tables.recordedFact.create({
          data: {
            id: personId,
            kind: "honour",
            content: { kind: "honour", honour: "dalian-craftsman", inPost: true },
            occurredOn,
            reference: "大人社发〔2026〕2号",
            recordedById: "first",
            recordedAt: at,
            ...confirmed,
            members: { create: { id: personId, personId, position: 0, employerRegion } },
          },
        });
      });
    await honour("2026-05-01", "210211");
    await honour("2024-05-01", "210200");
    await honour("2026-05-01", "110112");
    await honour("2026-05-01", "210211", false);
    expect(await seen("15-craftsmen")).toEqual([1, 2]);
    expect(await seen("15-craftsmen", 2025)).toEqual([0, 1]);
    // What is seen here is no reading: by what was recorded, 89 of 90, the year was missed.
    expect((await target("15-craftsmen")).state).toBe("missed");
  });
});
