/** The regions of an installation: all are there after the start, what was there stays, and queries answer few. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";
import { searchRegions } from "#app/queries/regions/search-regions.server.ts";
import regions from "#seeds/regions.json" with { type: "json" };
import { loadSystemData } from "#seeds/system.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("regions", (provider) => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  it("adds those that are missing, and changes and deletes none", async () => {
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.region.create({ data: { code: "110000", name: "旧名", nameEn: "Old Name", level: "province" } });
      await tables.region.create({ data: { code: "999900", name: "旧地", nameEn: "Old Place", level: "city" } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "load-regions", objectKind: "region", objectId: "all" });
      return allow(null);
    });
    await loadSystemData(runtime);
    const stored = await runtime.database.read.region.findMany({ orderBy: { code: "asc" } });
    expect(stored).toHaveLength(regions.length + 1);
    expect(stored.find(({ code }) => code === "110000")?.name).toBe("旧名");
    const shipped = regions
      .filter(({ code }) => code !== "110000")
      .map(({ parent, ...rest }) => ({ ...rest, parentCode: parent }));
    expect(stored.filter(({ code }) => code !== "110000" && code !== "999900")).toEqual(shipped);
    await loadSystemData(runtime);
    expect(await runtime.database.read.region.count()).toBe(regions.length + 1);
  });

  it("answers what is searched, and what a form shows chosen: once each, without unknown codes", async () => {
    await loadSystemData(runtime);
    expect((await searchRegions(runtime, "甘井子")).map(({ code }) => code)).toEqual(["210211"]);
    expect(await searchRegions(runtime, "")).toEqual([]);
    const chosen = await listRegionOptions(runtime, ["210211", null, "110112", "210211", "999999"]);
    expect(chosen.map(({ code, within }) => [code, ...within.map(({ name }) => name)])).toEqual([
      ["210211", "大连市", "辽宁省"],
      ["110112", "北京市"],
    ]);
  });
});
