/** Organisations changed, deleted and imported: what is frozen of them stays, what names them holds them, and a file is looked at first. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { readOrganisations, writeOrganisationTemplate, writeWorkbook } from "#app/platform/excel/index.ts";
import { findOrganisation } from "#app/queries/organisations/find-organisation.server.ts";
import { previewOrganisationFile } from "#app/queries/organisations/read-organisation-file.server.ts";
import { ORGANISATIONS_PER_PAGE, searchOrganisations } from "#app/queries/organisations/search-organisations.server.ts";
import { listFrozenMembers } from "#app/queries/policy/list-frozen-members.server.ts";
import { addOrganisation } from "#app/services/organisations/add-organisation.server.ts";
import { changeOrganisation } from "#app/services/organisations/change-organisation.server.ts";
import { deleteOrganisation } from "#app/services/organisations/delete-organisation.server.ts";
import { importOrganisations } from "#app/services/organisations/import-organisations.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { acceptElectricians, addRegistrationScene } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const UNIT = {
  name: "北京大运河数控设备有限公司",
  nameEn: "Beijing Grand Canal CNC",
  kind: "enterprise",
  regionCode: "110112",
  creditCode: "91350100M000100Y43",
} as const;

const CSV = "单位全称,单位类型,所在地区,统一社会信用代码\n新厂甲,企业,北京市通州区,9144030071526726XG\n新厂乙,院校,110112,\n";

describeOnEachDatabase("organisations", (provider) => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  const file = (bytes: Uint8Array) => ({ fileName: "单位.csv", bytes });
  const utf8 = (text: string) => file(new TextEncoder().encode(text));
  const count = () => runtime.database.read.organisation.count();

  it("keep their credit code to themselves, and say everything that is wrong at once", async () => {
    const administrator = await addGround(runtime);
    must(await addOrganisation(runtime, administrator, UNIT));
    const other = { ...UNIT, name: "另一家公司", regionCode: "999999" };
    expect(codesOf(await addOrganisation(runtime, administrator, other))).toEqual(["region-unknown", "organisation-code-taken"]);
    expect(codesOf(await addOrganisation(runtime, administrator, { ...other, creditCode: "91350100M000100Y44" }))).toEqual([
      "region-unknown",
      "credit-code-check",
    ]);
  });

  it("change, and what entries froze of them does not", async () => {
    const scene = await addRegistrationScene(runtime);
    const administrator = scene.organiser;
    const entryIds = await acceptElectricians(runtime, scene, 2);
    const before = await listFrozenMembers(runtime.database.read, entryIds);
    const [employer] = [...before.values()].flat().flatMap((member) => (member.employer ? [member.employer] : []));
    if (!employer) throw new Error("nobody has an employer");
    const organisationId = employer.organisationId;
    const { name, nameEn, kind, regionCode } = await runtime.database.read.organisation.findUniqueOrThrow({
      where: { id: organisationId },
    });
    expect(regionCode).toBe(employer.regionCode);
    const facts = { organisationId, name, nameEn, kind: kind as "enterprise", regionCode, creditCode: null };
    const moved = { ...facts, name: `${name}（更名）`, regionCode: "210200", creditCode: "91350100M000100Y43" };
    expect(must(await changeOrganisation(runtime, administrator, moved))).toEqual({
      changed: ["name", "regionCode", "creditCode"],
    });
    expect(await listFrozenMembers(runtime.database.read, entryIds)).toEqual(before);
    const page = await findOrganisation(runtime, organisationId);
    expect([page?.regionCode, page?.region?.code]).toEqual(["210200", "210200"]);
    expect(page?.frozen).toBeGreaterThan(0);

    // The kind is what clauses read of today: it stands.
    expect(codesOf(await changeOrganisation(runtime, administrator, { ...moved, kind: "school" }))).toEqual([
      "organisation-kind-stands",
    ]);
    expect(codesOf(await changeOrganisation(runtime, administrator, moved))).toEqual(["nothing-changed"]);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "change-organisation" } });
    expect(record.payload).toMatchObject({ "regionCode-before": regionCode, "regionCode-after": "210200" });
  });

  it("change their kind while nobody was accepted with them", async () => {
    const administrator = await addGround(runtime);
    const { organisationId } = must(await addOrganisation(runtime, administrator, UNIT));
    expect(must(await changeOrganisation(runtime, administrator, { ...UNIT, organisationId, kind: "hospital" }))).toEqual({
      changed: ["kind"],
    });
    const taken = { ...UNIT, organisationId, name: "通州区技师学院" };
    expect(codesOf(await changeOrganisation(runtime, administrator, taken))).toEqual(["organisation-name-taken"]);
  });

  it("go while nothing names them, and say everything that does", async () => {
    const administrator = await addGround(runtime);
    const { organisationId } = must(await addOrganisation(runtime, administrator, UNIT));
    await runtime.database.write(async ({ tables, audit }) => {
      const createdAt = runtime.clock.now();
      await tables.user.create({ data: { id: "u", username: "u", displayName: "u", organisationId, createdAt } });
      await tables.rowPayer.create({
        data: { id: "p", packName: "x", rowId: "r", organisationId, reference: "", recordedById: "u", recordedAt: createdAt },
      });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
    expect(codesOf(await deleteOrganisation(runtime, administrator, organisationId))).toEqual([
      "organisation-in-accounts",
      "organisation-in-money",
    ]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.user.update({ where: { id: "u" }, data: { organisationId: null } });
      await tables.rowPayer.delete({ where: { id: "p" } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
    must(await deleteOrganisation(runtime, administrator, organisationId));
    expect(await findOrganisation(runtime, organisationId)).toBeNull();
    expect(codesOf(await deleteOrganisation(runtime, administrator, organisationId))).toEqual(["organisation-gone"]);
  });

  it("stay while competitors, accepted or not, are registered with them", async () => {
    const scene = await addRegistrationScene(runtime);
    const administrator = scene.organiser;
    await acceptElectricians(runtime, scene, 1);
    const member = await runtime.database.read.entryMember.findFirstOrThrow({ where: { employerId: { not: null } } });
    expect(codesOf(await deleteOrganisation(runtime, administrator, member.employerId ?? ""))).toContain(
      "organisation-in-members",
    );
  });

  it("come by a file in UTF-8 or GB18030, once it was looked at; a second import changes only what differs", async () => {
    const administrator = await addGround(runtime);
    const before = await count();
    const preview = must(await previewOrganisationFile(runtime, file(encodeGb18030(CSV))));
    expect([preview.changes.length, preview.unchanged, preview.refusals, await count()]).toEqual([2, 0, [], before]);
    const gb = { ...file(encodeGb18030(CSV)), digest: preview.digest };
    expect(codesOf(await importOrganisations(runtime, administrator, { ...gb, digest: "0".repeat(64) }))).toEqual([
      "file-differs-from-preview",
    ]);
    expect(must(await importOrganisations(runtime, administrator, gb))).toEqual({ added: 2, changed: 0 });
    expect(await count()).toBe(before + 2);

    const again = must(await previewOrganisationFile(runtime, utf8(CSV)));
    expect([again.changes, again.unchanged]).toEqual([[], 2]);
    expect(codesOf(await importOrganisations(runtime, administrator, { ...utf8(CSV), digest: again.digest }))).toEqual([
      "file-changes-nothing",
    ]);
    const corrected = utf8(CSV.replace("院校", "培训机构"));
    const { digest, changes } = must(await previewOrganisationFile(runtime, corrected));
    expect(changes.map(({ row, before: earlier }) => [row, earlier])).toEqual([[3, { kind: "school" }]]);
    expect(must(await importOrganisations(runtime, administrator, { ...corrected, digest }))).toEqual({ added: 0, changed: 1 });
    expect(await count()).toBe(before + 2);
  });

  it("are not stored by a file that stopped meaning what was looked at", async () => {
    const administrator = await addGround(runtime);
    const preview = must(await previewOrganisationFile(runtime, utf8(CSV)));
    must(await addOrganisation(runtime, administrator, { ...UNIT, name: "新厂乙", creditCode: null }));
    const before = await count();
    const input = { ...utf8(CSV), digest: preview.digest };
    expect(codesOf(await importOrganisations(runtime, administrator, input))).toEqual(["file-differs-from-preview"]);
    expect(await count()).toBe(before);
  });

  it("are refused by sheet, row and column, and then none of the file is stored", async () => {
    const administrator = await addGround(runtime);
    const before = await count();
    const bytes = await writeWorkbook([
      {
        name: "单位",
        columns: [{ header: "2026 年单位名单" }],
        rows: [
          ["单位名称", "性质", "所在地"],
          ["好厂", "企业", "通州区"],
          ["坏厂", "工厂", "110112"],
          ["正常厂", "企业", "110112"],
        ],
      },
    ]);
    const preview = must(await previewOrganisationFile(runtime, file(bytes)));
    expect(preview.refusals.map(({ sheet, row, address, code }) => [sheet, row, address, code])).toEqual([
      ["单位", 3, "C3", "region-ambiguous"],
      ["单位", 4, "B4", "organisation-kind-unknown"],
    ]);
    expect(codesOf(await importOrganisations(runtime, administrator, { ...file(bytes), digest: preview.digest }))).toEqual([
      "file-refused",
    ]);
    expect(await count()).toBe(before);
    expect(codesOf(await previewOrganisationFile(runtime, utf8("姓名,成绩\n甲,1\n")))).toEqual(["organisation-header-missing"]);
    expect(codesOf(await previewOrganisationFile(runtime, { ...file(await writeOrganisationTemplate()) }))).toEqual([
      "organisation-without-rows",
    ]);
  });

  it("are found in pages, thousands of them", async () => {
    const administrator = await addGround(runtime);
    const before = await count();
    const rows = Array.from({ length: 3000 }, (_, index) => `第${index}厂,企业,110112`).join("\n");
    const big = utf8(`单位全称,单位类型,所在地区\n${rows}\n`);
    const { digest } = must(await previewOrganisationFile(runtime, big));
    expect(must(await importOrganisations(runtime, administrator, { ...big, digest }))).toEqual({ added: 3000, changed: 0 });
    const all = await searchOrganisations(runtime, { search: "", kind: null, page: 2 });
    expect([all.total, all.matching, all.rows.length, all.page]).toEqual([
      before + 3000,
      before + 3000,
      ORGANISATIONS_PER_PAGE,
      2,
    ]);
    const found = await searchOrganisations(runtime, { search: "第299", kind: "enterprise", page: 9 });
    // 第299厂 and 第2990厂 to 第2999厂.
    expect([found.matching, found.rows.length, found.page, found.pages, found.ofKind.enterprise]).toEqual([11, 11, 1, 1, 11]);
    expect((await searchOrganisations(runtime, { search: "第299", kind: "school", page: 1 })).rows).toEqual([]);
  });
});

it("the template is read back by its own headers", async () => {
  const read = await readOrganisations(await writeOrganisationTemplate());
  expect(read.ok ? [] : read.refusals.map(({ code }) => code)).toEqual(["organisation-without-rows"]);
});
