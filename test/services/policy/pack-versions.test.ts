/** From a proposal to what it does: two officers, a reference, competitions that move on, and a preview that is what the jobs do. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FixedCounts } from "#app/domain/awards/award-scheme.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Amount, PolicyPack } from "#app/domain/policy/pack.ts";
import { type PackEffect, sumEffects } from "#app/domain/policy/pack-effects.ts";
import type { PackEdit } from "#app/domain/policy/pack-version.ts";
import { fen } from "#app/domain/shared/units.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBank } from "#app/queries/banks/get-bank.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";
import { findPackVersion } from "#app/queries/policy/find-pack-version.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { listPacks } from "#app/queries/policy/list-packs.server.ts";
import { listCompetitionEffects, listFactEffects } from "#app/queries/policy/preview-pack.server.ts";
import { previewPackChange } from "#app/queries/policy/preview-pack-change.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { confirmPackVersion } from "#app/services/policy/confirm-pack-version.server.ts";
import { dropPackVersion } from "#app/services/policy/drop-pack-version.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer, makePerson, makeRecord } from "../../support/fact-steps.ts";
import type { Scene } from "../../support/judging-steps.ts";
import { addFact, createPayingScene, finaliseScene, runJobs as runAllJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const ONE_OF_EACH: FixedCounts = {
  scheme: "fixed-counts",
  counts: { first: 1, second: 1, third: 1 },
  base: "started",
  minimumMark: null,
  minimumEntries: [],
  excellenceTo: null,
  rounding: "down",
  tiesAtCut: "in",
};
const FIRST = "14-city-winner-grade-1";
const SECOND = "14-city-winner-grade-2";
const THIRD = "14-city-winner-grade-3";
const exact = (yuan: number): Amount => ({ kind: "exact", fen: fen(yuan * 100) });

describeOnEachDatabase("versions of a policy pack", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  let scene: Scene;
  /** Being set up, and not chosen at the first confirmation. */
  let other: { competitionId: string };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
    other = await addCompetition(runtime, { code: "later" });
    const works = { id: "unit-works", regionCode: "110112" };
    // Three of Tongzhou win first, second and third prize of the city, trained by one organisation of Tongzhou.
    scene = await createPayingScene(runtime, {
      rules: { award: ONE_OF_EACH },
      tier: "city",
      host: "110000",
      packs: ["tongzhou"],
      employer: works,
      trainer: { id: "unit-college", regionCode: "110112" },
    });
    await finaliseScene(runtime, scene);
    await runJobs();
    await addFact(runtime, [first, second], makeRecord([makePerson("李卫国", "E10000001")]));
    await runJobs();
  });
  afterAll(() => runtime.dispose());

  async function runJobs(): Promise<void> {
    await runAllJobs(runtime);
    expect(await runtime.database.read.job.findMany({ where: { status: { not: "done" } } })).toEqual([]);
  }

  async function currentPack(): Promise<PolicyPack> {
    const [current] = await listCurrentPacks(runtime.database.read, ["tongzhou"]);
    if (!current) throw new Error("There is no pack.");
    return current.content;
  }

  async function editOf(more: Partial<PackEdit>): Promise<PackEdit> {
    const { number, status, effectiveFrom, effectiveTo } = (await currentPack()).document;
    return { document: { number, status, effectiveFrom, effectiveTo }, amounts: {}, figures: {}, ...more };
  }

  async function propose(more: Partial<PackEdit>, asked: { actor?: Actor; basedOn?: number; reason?: string } = {}) {
    const { actor = first, basedOn = (await currentPack()).version, reason = "按印发稿核改" } = asked;
    const change = { source: "edit", edit: await editOf(more) } as const;
    return proposePackVersion(runtime, actor, { name: "tongzhou", basedOn, reason, change });
  }

  const confirm = (actor: Actor, version: number, more: { reference?: string; competitionIds?: readonly string[] } = {}) =>
    confirmPackVersion(runtime, actor, { name: "tongzhou", version, reference: "", competitionIds: [], ...more });

  const pinnedBy = async (competitionId: string) => {
    const pins = await runtime.database.read.competitionPack.findMany({ where: { competitionId }, include: { pack: true } });
    return pins.filter(({ pack }) => pack.name === "tongzhou").map(({ pack }) => pack.version);
  };

  const jobsWaiting = async () => {
    const jobs = await runtime.database.read.job.findMany({ where: { status: "ready" }, orderBy: { id: "asc" } });
    return jobs.map(({ kind }) => kind);
  };

  /** What stands in the ledger, by key. */
  async function ledger() {
    const rows = await runtime.database.read.entitlement.findMany();
    return new Map(
      rows.map((row) => [
        row.key,
        {
          rowId: row.rowId,
          state: row.state as EntitlementState,
          difference: row.difference as { kind: string; now: { amountFen: number | null } | null } | null,
          said: [row.outcome, row.draft, row.amountKind, row.amountFen].join(" "),
        },
      ]),
    );
  }
  type Ledger = Awaited<ReturnType<typeof ledger>>;

  /** What the jobs did to the ledger, found by comparing it before and after, as lines. */
  function linesOfLedger(before: Ledger, after: Ledger): string[] {
    return [...after].flatMap(([key, now]) => {
      const was = before.get(key);
      if (!was || (was.state === "withdrawn" && now.state === "computed")) return [`new ${now.rowId} - ${now.said}`];
      if (was.state !== "withdrawn" && now.state === "withdrawn") return [`gone ${now.rowId} ${was.said} -`];
      if (was.state === "computed") return was.said === now.said ? [] : [`changed ${now.rowId} ${was.said} ${now.said}`];
      if (JSON.stringify(was.difference) === JSON.stringify(now.difference)) return [];
      expect([now.state, now.said]).toEqual([was.state, was.said]);
      return [`${now.difference === null ? "resolved" : "reported"} ${now.rowId}`];
    });
  }

  /** The same lines of what a preview says. Effects on what is no money are not in the ledger. */
  function linesOfPreview(effects: readonly PackEffect[]): string[] {
    const said = (side: PackEffect["before"]) =>
      side === null ? "-" : [side.outcome, side.draft, side.amountKind, side.amountFen].join(" ");
    return effects.flatMap(({ kind, rowId, before, after }) => {
      if (kind === "terms" || (after ?? before)?.amountKind === "none") return [];
      if (kind === "reported" || kind === "resolved") return [`${kind} ${rowId}`];
      return [`${kind} ${rowId} ${said(before)} ${said(after)}`];
    });
  }

  /** Every effect that the version would have, on the competition and on facts. */
  async function listEffects(version: number): Promise<readonly PackEffect[]> {
    const { read } = runtime.database;
    const found = await read.policyPack.findUniqueOrThrow({ where: { name_version: { name: "tongzhou", version } } });
    const next = found.content as unknown as PolicyPack;
    const ofResults = await listCompetitionEffects(read, scene.competitionId, next, runtime.clock.now());
    return [...ofResults.effects, ...(await listFactEffects(read, next)).effects];
  }

  it("start from what shipped, with the district's draft computed and not payable", async () => {
    const [, , , tongzhou] = await listPacks(runtime);
    expect(tongzhou).toMatchObject({ name: "tongzhou", document: { status: "draft" }, proposed: null, competitions: 2 });
    // (14) by hand: 100,000, 50,000 and 30,000 of the city, 50,000 to the trainer of each; 200,000 and 80,000 of the nation.
    const rows = await runtime.database.read.entitlement.findMany({ where: { pack: { name: "tongzhou" } } });
    expect(rows.map(({ amountFen }) => (amountFen ?? 0) / 100).sort((a, b) => a - b)).toEqual([
      30_000, 50_000, 50_000, 50_000, 50_000, 80_000, 100_000, 200_000,
    ]);
    expect(new Set(rows.map(({ draft, state }) => `${draft} ${state}`))).toEqual(new Set(["true computed"]));
    // (15) recommends the three winners and the one of the recorded result for the bank of experts.
    const { proposals } = await getBank(runtime, "expert");
    expect(
      new Set(proposals.map(({ recommendation }) => `${recommendation?.clause} ${recommendation?.document.status}`)),
    ).toEqual(new Set(["(15) draft"]));
    const people = await runtime.database.read.entryMember.findMany({ where: { entry: { eventId: scene.eventId } } });
    const recorded = await runtime.database.read.recordedMember.findFirstOrThrow();
    expect(proposals.map(({ personId }) => personId).sort()).toEqual(
      [...people.map(({ personId }) => personId), recorded.personId].sort(),
    );
  });

  it("are proposed with a reason, one at a time, on what the officer looked at, and only where something differs", async () => {
    const { version } = await currentPack();
    const amounts = { [THIRD]: exact(35_000) };
    expect(codesOf(await propose({}))).toEqual(["pack-unchanged"]);
    expect(codesOf(await propose({ amounts }, { reason: " ", basedOn: version - 1 }))).toEqual([
      "pack-changed-meanwhile",
      "pack-reason-missing",
    ]);
    const document = { number: null, status: "in-force", effectiveFrom: null, effectiveTo: null } as const;
    expect(codesOf(await propose({ document }))).toEqual(["pack-fault"]);
    expect(await runtime.database.read.policyPack.count({ where: { name: "tongzhou" } })).toBe(1);

    expect(must(await propose({ amounts }))).toEqual({ name: "tongzhou", version: version + 1 });
    expect(codesOf(await propose({ amounts: { [THIRD]: exact(36_000) } }))).toEqual(["pack-version-open"]);
    expect((await currentPack()).version).toBe(version);
    expect(await jobsWaiting()).toEqual([]);
  });

  it("say before anything is done: one person, 30,000 to 35,000; names for officers only", async () => {
    const { version } = await currentPack();
    const page = await findPackVersion(runtime, second, "tongzhou", version + 1);
    expect(page?.preview).toMatchObject({
      people: 1,
      totals: { counts: { changed: 1, new: 0, gone: 0, reported: 0 }, beforeFen: 3_000_000, afterFen: 3_500_000 },
    });
    const [final, open] = page?.preview?.competitions ?? [];
    expect([final, open].map((one) => [one?.competitionId, one?.isFinal, one?.affected?.asked ?? null]).sort()).toEqual(
      [
        [scene.competitionId, true, 3],
        [other.competitionId, false, null],
      ].sort(),
    );
    const names = (of: typeof page) =>
      of?.preview?.competitions.flatMap(({ affected }) => affected?.effects.flatMap(({ people }) => people ?? []) ?? []);
    expect(names(page)).toEqual([expect.stringMatching(/^选手甲/)]);
    expect([page?.unmet, page?.needsReference]).toEqual([[], false]);
    expect((await findPackVersion(runtime, first, "tongzhou", version + 1))?.unmet).toEqual([
      { code: "proposer-confirms-version" },
    ]);
    const treasurer: Actor = { ...second, grants: second.grants.map((grant) => ({ ...grant, role: "treasurer" })) };
    const seen = await findPackVersion(runtime, treasurer, "tongzhou", version + 1);
    expect([names(seen), seen?.unmet, seen?.preview?.totals.afterFen]).toEqual([[], null, 3_500_000]);
  });

  it("are dropped with a reason by either officer, and leave no trace in what counts", async () => {
    const { version } = await currentPack();
    const drop = (reason: string) => dropPackVersion(runtime, first, { name: "tongzhou", version: version + 1, reason });
    expect(codesOf(await drop(" "))).toEqual(["pack-reason-missing"]);
    must(await drop("金额与印发稿不符"));
    expect(codesOf(await drop("再次"))).toEqual(["pack-version-settled"]);
    expect(codesOf(await confirm(second, version + 1))).toEqual(["pack-version-settled"]);
    const page = await findPack(runtime, "tongzhou");
    expect(page?.pack.version).toBe(version);
    expect(page?.versions[0]).toMatchObject({ state: "dropped", reference: "金额与印发稿不符", settledBy: "bureau" });
    expect(await jobsWaiting()).toEqual([]);
  });

  it("bring a draft into force with its number, by a second officer, for the competitions that he chooses", async () => {
    const old = (await currentPack()).version;
    const document = { number: null, status: "in-force", effectiveFrom: "2026-01-01", effectiveTo: null } as const;
    const { version } = must(await propose({ document }));
    // The dropped number is not used again.
    expect(version).toBe(old + 2);
    const effects = await listEffects(version);
    expect(sumEffects(effects)).toMatchObject({ released: 8, beforeFen: 61_000_000, afterFen: 61_000_000 });

    expect(codesOf(await confirm(first, version))).toEqual(["proposer-confirms-version", "reference-missing"]);
    const foreign = { reference: "通政发〔2026〕9号", competitionIds: ["no-such-competition"] };
    expect(codesOf(await confirm(second, version, foreign))).toEqual(["pack-competition-unknown"]);
    expect([await pinnedBy(scene.competitionId), await jobsWaiting()]).toEqual([[old], []]);
    // An archived competition is closed for good: it is not offered, and keeps its version whoever asks.
    const setPhase = (phase: string) =>
      plantRows(runtime, (tables) => tables.competition.update({ where: { id: other.competitionId }, data: { phase } }));
    const offered = async () =>
      (await findPackVersion(runtime, second, "tongzhou", version))?.preview?.competitions.map((one) => one.competitionId);
    expect(await offered()).toContain(other.competitionId);
    const { phase } = await runtime.database.read.competition.findUniqueOrThrow({ where: { id: other.competitionId } });
    await setPhase("archived");
    expect(await offered()).toEqual([scene.competitionId]);
    const closed = { ...foreign, competitionIds: [scene.competitionId, other.competitionId] };
    expect(codesOf(await confirm(second, version, closed))).toEqual(["pack-competition-archived"]);
    expect([await pinnedBy(scene.competitionId), await pinnedBy(other.competitionId)]).toEqual([[old], [old]]);
    await setPhase(phase);

    const before = await ledger();
    const done = await confirm(second, version, { reference: "通政发〔2026〕9号", competitionIds: [scene.competitionId] });
    expect(must(done)).toEqual({ repinned: 1, facts: 1 });
    expect([await pinnedBy(scene.competitionId), await pinnedBy(other.competitionId)]).toEqual([[version], [old]]);
    expect(await jobsWaiting()).toEqual(["compute-entitlements", "propose-promotions", "assess-fact"]);
    await runJobs();
    const lines = linesOfLedger(before, await ledger());
    expect(lines).toHaveLength(8);
    expect(lines.sort()).toEqual(linesOfPreview(effects).sort());
    const audited = await runtime.database.read.auditRecord.findMany({ where: { act: { contains: "pack" } } });
    expect(audited.map(({ act }) => act)).toEqual(expect.arrayContaining(["propose-pack-version", "confirm-pack-version"]));
    expect(audited.filter(({ act, chain }) => act === "repin-pack" && chain === scene.competitionId)).toHaveLength(1);
    expect(codesOf(await confirm(second, version, { reference: "再次" }))).toEqual(["pack-version-settled"]);
  });

  it("leave what somebody acted on as it is, and report the difference beside it: the preview is what the job does", async () => {
    const standing = await runtime.database.read.entitlement.findFirstOrThrow({ where: { rowId: FIRST } });
    must(await applyEntitlements(runtime, first, { competitionId: null, entitlementIds: [standing.id] }));
    const amounts: PackEdit["amounts"] = { [FIRST]: exact(120_000), [SECOND]: { kind: "unknown" }, [THIRD]: exact(35_000) };
    const input = { name: "tongzhou", basedOn: (await currentPack()).version, reason: "提高标准" };
    const preview = must(
      await previewPackChange(runtime, { ...input, change: { source: "edit", edit: await editOf({ amounts }) } }),
    );
    // 30,000 becomes 35,000; 50,000 becomes unknown, in no sum; 100,000 was applied for and stays.
    expect(preview.preview.totals).toMatchObject({
      counts: { new: 0, changed: 2, gone: 0, reported: 1, resolved: 0 },
      beforeFen: 3_000_000,
      afterFen: 3_500_000,
      notSummed: 1,
    });
    expect(preview.preview.people).toBe(3);

    const { version } = must(await propose({ amounts }, { actor: second }));
    const effects = await listEffects(version);
    const before = await ledger();
    must(await confirm(first, version, { competitionIds: [scene.competitionId, other.competitionId] }));
    expect(await jobsWaiting()).toEqual(["compute-entitlements", "propose-promotions", "assess-fact"]);
    expect(await pinnedBy(other.competitionId)).toEqual([version]);
    await runJobs();
    const after = await ledger();
    expect(linesOfLedger(before, after).sort()).toEqual(linesOfPreview(effects).sort());
    expect(linesOfPreview(effects).sort()).toEqual([
      `changed ${SECOND} owed false exact 5000000 owed false unknown `,
      `changed ${THIRD} owed false exact 3000000 owed false exact 3500000`,
      `reported ${FIRST}`,
    ]);
    const applied = after.get(standing.key);
    expect([applied?.state, applied?.said, applied?.difference?.now?.amountFen]).toEqual([
      "applied",
      "owed false exact 10000000",
      12_000_000,
    ]);
  });

  it("of a later first day withdraw what a competition that pins them is owed, and leave a fact to the version of its own day", async () => {
    const old = (await currentPack()).version;
    const { number } = (await currentPack()).document;
    const document = { number, status: "in-force", effectiveFrom: "2027-01-01", effectiveTo: null } as const;
    const amounts = { "14-nation-winner-grade-1": exact(250_000) };
    const { version } = must(await propose({ document, amounts }));
    const effects = await listEffects(version);
    // Of the competition two rewards and three trainers, and what was applied for is reported; nothing of the fact of 2026-09-20.
    expect(
      linesOfPreview(effects)
        .map((line) => line.split(" ")[0])
        .sort(),
    ).toEqual(["gone", "gone", "gone", "gone", "gone", "reported"]);
    const before = await ledger();
    must(await confirm(second, version));
    await runJobs();
    // Only facts were asked anew, and by the version that was in force on their day.
    expect(await pinnedBy(scene.competitionId)).toEqual([old]);
    expect(linesOfLedger(before, await ledger())).toEqual([]);
    const ofFact = await runtime.database.read.entitlement.findMany({
      where: { assessment: { factId: { not: null } } },
      orderBy: { rowId: "asc" },
      select: { rowId: true, state: true, amountFen: true, pack: { select: { version: true } } },
    });
    expect(ofFact.map(({ pack, ...row }) => [row.rowId, row.state, row.amountFen, pack.version])).toEqual([
      ["14-nation-training-organisation", "computed", 8_000_000, old],
      ["14-nation-winner-grade-1", "computed", 20_000_000, old],
    ]);
  });

  it("out of a file are refused with each fault, and proposed as what they are", async () => {
    const current = await currentPack();
    const change = (pack: PolicyPack) => ({ source: "file", pack }) as const;
    const input = { name: "tongzhou", basedOn: current.version, reason: "调整适用范围" };
    const [one, ...rest] = current.rows;
    if (!one) throw new Error("The pack has no rows.");
    const renamed = { ...current, version: current.version, rows: [{ ...one, id: "renamed" }, ...rest] } as PolicyPack;
    const refused = await proposePackVersion(runtime, first, { ...input, change: change(renamed) });
    expect(refused).toEqual({
      ok: false,
      refusals: [
        { code: "pack-fault", params: { path: "version", problem: "not-next", expected: String(current.version + 1) } },
        { code: "pack-fault", params: { path: "rows[0].id", problem: "id-changed", expected: one.id } },
      ],
    });
    const without = { ...current, version: current.version + 1, rows: rest } as PolicyPack;
    const { version } = must(await proposePackVersion(runtime, first, { ...input, change: change(without) }));
    const page = await findPackVersion(runtime, second, "tongzhou", version);
    expect(page?.line).toMatchObject({ source: "file", state: "proposed" });
    expect(page?.differences).toMatchObject([{ kind: "row", change: "removed", row: { id: one.id } }]);
    expect(codesOf(await proposePackVersion(runtime, first, { ...input, name: "none", change: change(without) }))).toEqual([
      "pack-unknown",
    ]);
  });

  it("that a higher confirmed version overtook cannot be confirmed any more", async () => {
    const { version } = await currentPack();
    await plantRows(runtime, async (tables) => {
      const open = await tables.policyPack.findFirstOrThrow({ where: { name: "tongzhou", state: "proposed" } });
      const content = { ...(open.content as object), version: version + 9 };
      await tables.policyPack.create({
        data: { id: "overtaking", name: "tongzhou", version: version + 9, content, createdAt: runtime.clock.now() },
      });
    });
    expect(codesOf(await confirm(second, version + 1))).toEqual(["pack-version-outdated"]);
  });
});
