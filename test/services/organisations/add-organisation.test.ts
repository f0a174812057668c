/** Adding an organisation: its name stands once, its region exists, and a refusal changes nothing. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { addOrganisation } from "#app/services/organisations/add-organisation.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const UNIT = {
  name: "北京大运河数控设备有限公司",
  nameEn: "Beijing Grand Canal CNC",
  kind: "enterprise",
  regionCode: "110112",
  creditCode: null,
} as const;

describeOnEachDatabase("adding an organisation", (provider) => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  it("stores it once, and refuses its name and an unknown region together", async () => {
    const administrator = await addGround(runtime);
    const { organisationId } = must(await addOrganisation(runtime, administrator, UNIT));
    const before = await runtime.database.read.auditRecord.count();
    const again = await addOrganisation(runtime, administrator, { ...UNIT, regionCode: "999999" });
    expect(codesOf(again)).toEqual(["organisation-name-taken", "region-unknown"]);
    expect(await runtime.database.read.organisation.findMany({ where: { name: UNIT.name } })).toEqual([
      { ...UNIT, id: organisationId },
    ]);
    expect(await runtime.database.read.auditRecord.count()).toBe(before);
  });
});
