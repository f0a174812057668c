/** A policy document that is not there yet, founded by its file: faults at their places, a preview, two officers, and then competitions ask it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { readPackText } from "#app/forms/policy-pack-text.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";
import { findPackVersion } from "#app/queries/policy/find-pack-version.server.ts";
import type { PackChangeInput } from "#app/queries/policy/judge-pack-change.server.ts";
import { listPacks } from "#app/queries/policy/list-packs.server.ts";
import { previewPackChange } from "#app/queries/policy/preview-pack-change.server.ts";
import { askDocument } from "#app/services/policy/ask-document.server.ts";
import { confirmPackVersion } from "#app/services/policy/confirm-pack-version.server.ts";
import { dropPackVersion } from "#app/services/policy/drop-pack-version.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";
import { requirePack } from "../../domain/policy/cases.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addOfficer, makePerson, makeRecord } from "../../support/fact-steps.ts";
import { addFact, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** A sixth document: a street of Tongzhou's neighbour, Daxing, pays 20,000 for a national gold, in force since 2026. */
function makePack(change: (pack: PolicyPack) => PolicyPack = (pack) => pack): PolicyPack {
  const tongzhou = requirePack("tongzhou");
  const document = {
    ...tongzhou.document,
    title: "大兴区技能人才奖励办法",
    titleEn: "Daxing rewards",
    number: "京兴政发〔2026〕3号",
    status: "in-force" as const,
    effectiveFrom: "2026-01-01",
    regionCode: "110115",
  };
  const rows = tongzhou.rows.filter(({ id }) => id === "14-nation-winner-grade-1");
  return change({ ...tongzhou, name: "daxing", version: 1, document, rows, targets: [], cadences: [] });
}

describeOnEachDatabase("a document that is founded", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  let factId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
    const daxing = { residenceRegion: "110115", employerId: null, trainingOrganisationId: null };
    factId = await addFact(runtime, [first, second], makeRecord([makePerson("李大兴", "E30000001", daxing)]));
  });
  afterAll(() => runtime.dispose());

  const input = (pack: PolicyPack, more: Partial<PackChangeInput> = {}): PackChangeInput => ({
    name: null,
    basedOn: 0,
    reason: "大兴区新印发的办法",
    change: { source: "file", pack },
    ...more,
  });
  const faults = async (pack: PolicyPack) => {
    const previewed = await previewPackChange(runtime, input(pack));
    const proposed = await proposePackVersion(runtime, first, input(pack));
    expect(proposed.ok ? [] : proposed.refusals).toEqual(previewed.ok ? [] : previewed.refusals);
    return previewed.ok
      ? []
      : previewed.refusals.map(({ params }) => `${params?.path} ${params?.problem} ${params?.expected ?? ""}`);
  };
  const owed = async () =>
    (await runtime.database.read.entitlement.findMany({ where: { assessment: { factId } }, include: { pack: true } })).map(
      ({ pack, rowId, amountFen, draft, state }) => [pack.name, rowId, amountFen, draft, state],
    );

  it("has each fault named by its path, and nothing is stored of it", async () => {
    const tongzhou = requirePack("tongzhou");
    expect(await faults(makePack((pack) => ({ ...pack, version: 2 })))).toEqual(["version not-next 1"]);
    // What is known goes on by versions, under its own name.
    expect(await faults({ ...tongzhou, version: 1 })).toEqual([`name document-known ${tongzhou.document.title}`]);
    expect(await faults({ ...tongzhou, name: "tongzhou-again", version: 1 })).toEqual(["document.title document-known tongzhou"]);
    const [row] = makePack().rows;
    if (row?.kind !== "winner-reward") throw new Error("no row");
    const nowhere = { ...row, tests: { ...row.tests, hostRegionCode: "999999", jointHostRegionCodes: ["110112", "888888"] } };
    expect(
      await faults(makePack((pack) => ({ ...pack, document: { ...pack.document, regionCode: "110199" }, rows: [nowhere] }))),
    ).toEqual([
      "document.regionCode region-unknown ",
      "rows[0].tests.hostRegionCode region-unknown ",
      "rows[0].tests.jointHostRegionCodes[1] region-unknown ",
    ]);
    expect(codesOf(await proposePackVersion(runtime, first, input(makePack(), { reason: " " })))).toEqual([
      "pack-reason-missing",
    ]);
    expect(codesOf(await proposePackVersion(runtime, first, input(makePack(), { name: "daxing" })))).toEqual(["pack-unknown"]);
    expect(await runtime.database.read.policyPack.count({ where: { name: "daxing" } })).toBe(0);
  });

  it("reads as its text says: what the format does not know is named with line and column", () => {
    const text = JSON.stringify({ ...makePack(), rows: [{ ...makePack().rows[0], kind: "present", extra: 1 }] }, null, 2);
    const read = readPackText(text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    for (const { params } of read.refusals) expect([Number(params?.row) > 0, Number(params?.column) > 0]).toEqual([true, true]);
    expect(read.refusals.map(({ params }) => params?.path)).toContain("rows[0].kind");
  });

  it("is previewed, with whom it affects, and saves nothing", async () => {
    const previewed = must(await previewPackChange(runtime, input(makePack())));
    expect([previewed.version, previewed.differences.map((one) => one.kind)]).toEqual([1, ["row"]]);
    expect(previewed.regions).toMatchObject({ "110115": { name: "大兴区" } });
    expect(previewed.preview.competitions).toEqual([]);
    expect(previewed.preview.facts).toMatchObject({ asked: 1, people: 1, totals: { beforeFen: 0, afterFen: 20_000_000 } });
    expect(await runtime.database.read.policyPack.count({ where: { name: "daxing" } })).toBe(0);
  });

  it("waits for a second officer, and is dropped as if it had never counted; its number is not used again", async () => {
    const competition = await addCompetition(runtime, { code: "daxing-open" });
    expect(must(await proposePackVersion(runtime, first, input(makePack())))).toEqual({ name: "daxing", version: 1 });
    expect(await findPack(runtime, "daxing")).toBeNull();
    expect((await listPacks(runtime)).filter(({ name }) => name === "daxing")).toMatchObject([
      { version: null, proposed: 1, region: { name: "大兴区" } },
    ]);
    expect(await owed()).toEqual([]);
    const { competitionId } = competition;
    const asked = { competitionId, name: "daxing", reason: "选手来自大兴" };
    expect(codesOf(await askDocument(runtime, first, asked))).toEqual(["pack-unknown"]);
    expect(codesOf(await proposePackVersion(runtime, second, input(makePack((pack) => ({ ...pack, version: 2 })))))).toEqual([
      "pack-version-open",
    ]);
    const page = await findPackVersion(runtime, second, "daxing", 1);
    expect([page?.isFounded, page?.before, page?.needsReference, page?.unmet]).toEqual([false, null, true, []]);
    expect((await findPackVersion(runtime, first, "daxing", 1))?.unmet?.map(({ code }) => code)).toEqual([
      "proposer-confirms-version",
    ]);
    must(await dropPackVersion(runtime, second, { name: "daxing", version: 1, reason: "金额有误" }));
    expect((await listPacks(runtime)).some(({ name }) => name === "daxing")).toBe(false);
    expect(await faults(makePack())).toEqual(["version not-next 2"]);
  });

  it("is founded by the second officer on its paper; facts are asked by it, and competitions can ask it", async () => {
    const pack = makePack((one) => ({ ...one, version: 2 }));
    const { version } = must(await proposePackVersion(runtime, first, input(pack)));
    const confirm = (actor: Actor, reference: string) =>
      confirmPackVersion(runtime, actor, { name: "daxing", version, reference, competitionIds: [] });
    expect(codesOf(await confirm(first, "京兴政发〔2026〕3号"))).toEqual(["proposer-confirms-version"]);
    expect(codesOf(await confirm(second, ""))).toEqual(["reference-missing"]);
    expect(must(await confirm(second, "京兴政发〔2026〕3号"))).toEqual({ repinned: 0, facts: 1 });
    await runJobs(runtime);
    expect(await owed()).toEqual([["daxing", "14-nation-winner-grade-1", 20_000_000, false, "computed"]]);
    expect((await findPack(runtime, "daxing"))?.versions.map((one) => [one.version, one.state])).toEqual([
      [2, "confirmed"],
      [1, "dropped"],
    ]);
    const { competitionId } = await addCompetition(runtime, { code: "daxing-next" });
    expect(must(await askDocument(runtime, first, { competitionId, name: "daxing", reason: "选手来自大兴" }))).toEqual({
      document: "daxing",
    });
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: { in: ["propose-document", "found-document"] } },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ act, actorId, payload }) => [act, actorId, (payload as { version: number }).version])).toEqual([
      ["propose-document", first.userId, 1],
      ["propose-document", first.userId, 2],
      ["found-document", second.userId, 2],
    ]);
    // From now on it goes on by versions like any other.
    const known = input({ ...pack, version: 3 });
    const again = await proposePackVersion(runtime, first, known);
    expect(codesOf(again)).toEqual(["pack-fault"]);
    const raised = { ...pack, version: 3, document: { ...pack.document, number: "京兴政发〔2026〕8号" } };
    const onward = { ...input(raised), name: "daxing", basedOn: 2 };
    expect(must(await proposePackVersion(runtime, first, onward))).toEqual({ name: "daxing", version: 3 });
  });
});
