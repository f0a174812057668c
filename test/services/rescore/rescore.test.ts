/** Re-score sets through the services: validated, applied by a second person, published anew, certificates exchanged, reversed to the byte. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { findVerification } from "#app/queries/certificates/find-verification.server.ts";
import { listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { getHome } from "#app/queries/public/get-home.server.ts";
import { listPublications } from "#app/queries/public/list-publications.server.ts";
import { getRescorePage } from "#app/queries/rescore/get-rescore-page.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { ruleOnCase } from "#app/services/appeals/rule-on-case.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { applyRescoreSet } from "#app/services/rescore/apply-rescore-set.server.ts";
import { dropRescoreSet } from "#app/services/rescore/drop-rescore-set.server.ts";
import { prepareRescoreSet } from "#app/services/rescore/prepare-rescore-set.server.ts";
import { reverseRescoreSet } from "#app/services/rescore/reverse-rescore-set.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { settleRound } from "#app/services/results/settle-round.server.ts";
import { completeRound, createScene, refusalCodes, type Scene, unblindRound, value } from "../../support/judging-steps.ts";
import { addOfficial, findDelegationId } from "../../support/ruling-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Totals of the default marks: 2.00 + 8.00 + 20.00 + 20.00 + 40.00 = 90.00; 88.50; 87.00. */
const TOTALS = [9000, 8850, 8700];

describeOnEachDatabase("re-score sets", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let arbitrator: Actor;

  const entry = (index: number) => scene.entries[index]?.entryId ?? "";
  const results = async () => (await getRoundResultsByEntry(runtime.database.read, scene.roundId)).rows;
  const bytes = async () => canonicalJson((await results()) as unknown as Json);
  const placesOf = async () =>
    new Map((await results()).map(({ entryId, place, award, total }) => [entryId, [place, award, total]]));
  const prepare = (changes: readonly RescoreChange[], actor: Actor = arbitrator, rulingId: string | null = null) =>
    prepareRescoreSet(runtime, actor, { roundId: scene.roundId, rulingId, changes, reason: "B1.2 漏记两处，裁决更正" });
  const apply = (setId: string, actor: Actor = scene.supervisor) =>
    applyRescoreSet(runtime, actor, { roundId: scene.roundId, setId });
  const reverse = (setId: string, actor: Actor = scene.organiser) =>
    reverseRescoreSet(runtime, actor, { roundId: scene.roundId, setId });
  const runJobs = async () => {
    while (await runNextJob(runtime));
  };
  const begin = async () => {
    scene = await createScene(runtime);
    arbitrator = await addOfficial(runtime, scene, "arbitrator");
    await completeRound(runtime, scene);
  };
  const publish = async () => {
    await unblindRound(runtime, scene);
    value(await publishOnSite(runtime, scene.organiser, { roundId: scene.roundId }));
    await runJobs();
  };
  const settle = async () => {
    runtime.clock.advanceMinutes(121);
    value(await settleRound(runtime, scene.organiser, { roundId: scene.roundId }));
  };
  /** 90.00 - 2.00 = 88.00: the second, with 88.50, is before the first. */
  const overtake = (): RescoreChange => ({ kind: "penalty", entryId: entry(0), penalty: 200 });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("are prepared only after unblinding, and told everything that is wrong at once", async () => {
    await begin();
    expect(refusalCodes(await prepare([overtake()]))).toEqual(["rescore-blind"]);
    expect((await getRescorePage(runtime, arbitrator, scene.roundId)).isBlind).toBe(true);
    await unblindRound(runtime, scene);
    expect((await results()).map(({ total }) => total)).toEqual(TOTALS);
    const first = entry(0);
    const wrong = await prepare([
      { kind: "aspect", entryId: "nobody", aspectId: "A1.2", mark: 1 },
      { kind: "aspect", entryId: first, aspectId: "Z9.9", mark: 1 },
      { kind: "aspect", entryId: first, aspectId: "A1.2", mark: 801 },
      { kind: "aspect", entryId: first, aspectId: "A1.2", mark: 100 },
      { kind: "component", entryId: first, component: "theory", mark: 100 },
      { kind: "penalty", entryId: first, penalty: 10_001 },
      { kind: "time", entryId: first, seconds: -1 },
      { kind: "participation", entryId: first, participation: "absent" },
    ]);
    expect(refusalCodes(wrong)).toEqual([
      "rescore-entry-unknown",
      "rescore-aspect-unknown",
      "rescore-mark-out-of-range",
      "rescore-change-repeated",
      "rescore-component-unknown",
      "rescore-penalty-out-of-range",
      "rescore-time-out-of-range",
      "rescore-participation-not-ruled",
    ]);
    expect(refusalCodes(await prepare([]))).toEqual(["rescore-changes-missing"]);
    // The mark that it has already.
    expect(refusalCodes(await prepare([{ kind: "aspect", entryId: first, aspectId: "A1.2", mark: 800 }]))).toEqual([
      "rescore-changes-nothing",
    ]);
    expect(refusalCodes(await prepare([overtake()], arbitrator, "no-ruling"))).toEqual(["rescore-ruling-unknown"]);
    expect(await runtime.database.read.rescoreSet.count({ where: { roundId: scene.roundId } })).toBe(0);
  });

  it("change nothing until a second person applies them, as a whole, once", async () => {
    const before = await bytes();
    const { setId } = value(await prepare([overtake(), { kind: "aspect", entryId: entry(2), aspectId: "B1.2", mark: 4000 }]));
    expect(await bytes()).toBe(before);
    expect(refusalCodes(await apply(setId, arbitrator))).toEqual(["rescore-same-person"]);
    expect(refusalCodes(await dropRescoreSet(runtime, arbitrator, { roundId: scene.roundId, setId }))).toEqual([
      "rescore-same-person",
    ]);
    const answers = await Promise.all([apply(setId), apply(setId, scene.organiser)]);
    expect(answers.map((answer) => (answer.ok ? "applied" : answer.refusals[0]?.code))).toEqual([
      "applied",
      "rescore-not-prepared",
    ]);
    // 90.00 - 2.00 = 88.00; 88.50; 87.00 - 38.00 + 40.00 = 89.00 is the best now.
    const after = await placesOf();
    expect([after.get(entry(0)), after.get(entry(1)), after.get(entry(2))]).toEqual([
      [3, null, 8800],
      [2, null, 8850],
      [1, "first", 8900],
    ]);
    // Nothing was public yet.
    expect(await runtime.database.read.publication.count({ where: { roundId: scene.roundId } })).toBe(0);
    expect(refusalCodes(await reverse(setId, scene.supervisor))).toEqual(["rescore-same-person"]);
    value(await reverse(setId));
    expect(await bytes()).toBe(before);
    expect(refusalCodes(await reverse(setId))).toEqual(["rescore-not-applied"]);
  });

  it("are refused when the results that they were prepared on have changed, and dropped", async () => {
    const stale = value(await prepare([overtake()]));
    const other = value(await prepare([{ kind: "penalty", entryId: entry(1), penalty: 100 }]));
    value(await apply(other.setId));
    expect(refusalCodes(await apply(stale.setId))).toEqual(["rescore-results-changed"]);
    const second = value(await prepare([{ kind: "penalty", entryId: entry(2), penalty: 100 }]));
    value(await apply(second.setId));
    expect(refusalCodes(await reverse(other.setId))).toEqual(["rescore-not-latest"]);
    value(await reverse(second.setId));
    value(await reverse(other.setId));
    expect((await results()).map(({ total }) => total)).toEqual(TOTALS);
    value(await dropRescoreSet(runtime, scene.organiser, { roundId: scene.roundId, setId: stale.setId }));
    expect(refusalCodes(await apply(stale.setId))).toEqual(["rescore-not-prepared"]);
  });

  it("after the publication publish anew, begin the clock again and exchange certificates under new numbers", async () => {
    await begin();
    await publish();
    const { roundId, competitionId, organiser } = scene;
    const firstNumbers = (await listCertificates(runtime, competitionId)).map(({ number, state }) => [number, state]);
    expect(firstNumbers).toHaveLength(1);
    runtime.clock.advanceMinutes(60);
    const leader = await addOfficial(runtime, scene, "team-leader", { delegationId: await findDelegationId(runtime, scene) });
    const { appealId } = value(
      await fileAppeal(runtime, leader, {
        delegationId: await findDelegationId(runtime, scene),
        roundId,
        entryId: entry(1),
        about: "result",
        occurredAt: null,
        statement: "请求更正",
      }),
    );
    const { rulingId } = value(
      await ruleOnCase(runtime, arbitrator, {
        competitionId,
        kind: "appeal",
        caseId: appealId,
        outcome: "upheld",
        reason: "属实",
      }),
    );
    const { setId } = value(await prepare([overtake()], arbitrator, rulingId));
    runtime.clock.advanceMinutes(61);
    expect(refusalCodes(await settleRound(runtime, organiser, { roundId }))).toEqual(["rescore-sets-open"]);

    const page = await getRescorePage(runtime, scene.supervisor, roundId);
    const effect = page.sets[0]?.effect;
    expect(
      effect?.results.map(({ entryId, before, after }) => [entryId, before.total, after.total, before.place, after.place]),
    ).toEqual([
      [entry(1), 8850, 8850, 2, 1],
      [entry(0), 9000, 8800, 1, 2],
    ]);
    expect(effect?.certificates.revoked.map(({ number }) => number)).toEqual([firstNumbers[0]?.[0]]);
    expect(effect?.certificates.issued.map(({ entryId, award, place }) => [entryId, award, place])).toEqual([
      [entry(1), "first", 1],
    ]);
    expect([page.sets[0]?.apply, page.sets[0]?.drop, effect?.republishes]).toEqual([[], [], true]);
    expect((await getRescorePage(runtime, arbitrator, roundId)).sets[0]?.apply).toEqual([{ code: "rescore-same-person" }]);

    const before = await bytes();
    value(await apply(setId));
    const publications = await listPublications(runtime.database.read, { roundId });
    expect(publications.map(({ kind, version, isLatest }) => [kind, version, isLatest])).toEqual([
      ["on-site", 1, false],
      ["on-site", 2, true],
    ]);
    expect(Date.parse(publications[1]?.closesAt ?? "") - runtime.clock.now().getTime()).toBe(120 * 60_000);
    expect(refusalCodes(await settleRound(runtime, organiser, { roundId }))).toEqual(["on-site-period-running"]);
    const home = await getHome(runtime, "");
    expect(home.published.filter((event) => event.competition.code === scene.competitionCode)).toHaveLength(1);

    const [old] = await listCertificates(runtime, competitionId);
    await runJobs();
    const register = await listCertificates(runtime, competitionId);
    expect(register.map(({ state }) => state)).toEqual(["revoked", "prepared"]);
    const [from, to] = register.map(({ number }) => Number(number.slice(-5)));
    expect((to ?? 0) - (from ?? 0)).toBe(1);
    expect(await findCertificateContent(runtime, old?.id ?? "")).toBeNull();
    const verified = await findVerification(runtime, old?.verifyCode ?? "");
    expect(verified.answer === "known" && [verified.certificate.revokedAt !== null, verified.certificate.replacedBy]).toEqual([
      true,
      null,
    ]);

    // Back again: a third certificate, with a third number, stands for the one that was revoked.
    value(await reverse(setId));
    expect(await bytes()).toBe(before);
    expect((await results()).map(({ total }) => total)).toEqual(TOTALS);
    await runJobs();
    const again = await listCertificates(runtime, competitionId);
    expect(again.map(({ state }) => state)).toEqual(["revoked", "revoked", "prepared"]);
    const replaced = await findVerification(runtime, old?.verifyCode ?? "");
    expect(replaced.answer === "known" && replaced.certificate.replacedBy?.number).toBe(again[2]?.number);
    expect((await listPublications(runtime.database.read, { roundId })).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it("while the list of winners is public publish it anew, and begin its period again when the winners change", async () => {
    await begin();
    await publish();
    await settle();
    const { competitionId, roundId, organiser } = scene;
    const { closesAt } = value(await openPublicity(runtime, organiser, { competitionId }));
    const endsAt = async () =>
      (
        await runtime.database.read.competition.findUniqueOrThrow({ where: { id: competitionId } })
      ).publicityEndsAt?.toISOString();
    const winners = async () =>
      (await listPublications(runtime.database.read, { roundId }))
        .filter(({ kind }) => kind === "winners")
        .map(({ version }) => version);

    runtime.clock.advanceMinutes(3 * 24 * 60);
    // The winner's total alone: published anew, until the end that was announced.
    const same = value(await prepare([{ kind: "penalty", entryId: entry(0), penalty: 100 }]));
    value(await apply(same.setId));
    expect([await endsAt(), await winners()]).toEqual([closesAt, [1, 2]]);
    // One who won nothing: the list says the same, and stays.
    const other = value(await prepare([{ kind: "penalty", entryId: entry(2), penalty: 100 }]));
    value(await apply(other.setId));
    expect([await endsAt(), await winners()]).toEqual([closesAt, [1, 2]]);
    const changed = value(await prepare([{ kind: "penalty", entryId: entry(0), penalty: 300 }]));
    expect((await getRescorePage(runtime, organiser, roundId)).sets[0]?.effect?.restartsPublicity).toBe(true);
    value(await apply(changed.setId));
    const restarted = await endsAt();
    expect(Date.parse(restarted ?? "")).toBeGreaterThan(Date.parse(closesAt));
    expect(await winners()).toEqual([1, 2, 3]);

    const open = value(await prepare([{ kind: "penalty", entryId: entry(1), penalty: 100 }]));
    runtime.clock.set(restarted ?? "");
    expect(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: "1" })).toEqual({
      ok: false,
      refusals: [{ code: "rescore-sets-open", params: { count: 1, event: "E1" } }],
    });
    value(await dropRescoreSet(runtime, organiser, { roundId, setId: open.setId }));
    await runJobs();
    value(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: "1" }));
    await runJobs();
    const register = await listCertificates(runtime, competitionId);
    expect(register.map(({ state }) => state)).toEqual(["revoked", "in-force"]);
    expect(refusalCodes(await prepare([overtake()]))).toEqual(["competition-over"]);
    expect(refusalCodes(await reverse(changed.setId))).toEqual(["competition-over"]);
  });

  it("applied and reversed restore every byte of the results, whatever they change", async () => {
    await begin();
    await unblindRound(runtime, scene);
    const before = await bytes();
    const anEntry = fc.nat({ max: 2 }).map(entry);
    const change: fc.Arbitrary<RescoreChange> = fc.oneof(
      fc.record({
        kind: fc.constant("aspect" as const),
        entryId: anEntry,
        aspectId: fc.constantFrom("A1.2", "A2.1", "B1.1", "B1.2"),
        mark: fc.nat({ max: 800 }),
      }),
      fc.record({ kind: fc.constant("penalty" as const), entryId: anEntry, penalty: fc.nat({ max: 10_000 }) }),
      fc.record({ kind: fc.constant("time" as const), entryId: anEntry, seconds: fc.nat({ max: 90_000 }) }),
      fc.record({
        kind: fc.constant("participation" as const),
        entryId: anEntry,
        participation: fc.constantFrom("disqualified" as const, "withdrawn" as const, "out-of-competition" as const),
      }),
    );
    const isOneFactEach = (changes: readonly RescoreChange[]) =>
      new Set(changes.map((one) => [one.kind, one.entryId, one.kind === "aspect" ? one.aspectId : ""].join(" "))).size ===
      changes.length;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }).filter(isOneFactEach), async (changes) => {
        const prepared = await prepare(changes);
        if (!prepared.ok) {
          expect(prepared.refusals.map(({ code }) => code)).toEqual(["rescore-changes-nothing"]);
          return;
        }
        value(await apply(prepared.value.setId));
        expect(await bytes()).not.toBe(before);
        value(await reverse(prepared.value.setId));
        expect(await bytes()).toBe(before);
      }),
      { numRuns: 15 },
    );
  });

  it("leave ids, words and hashes in the audit, and no reason", async () => {
    const records = await runtime.database.read.auditRecord.findMany({ where: { objectKind: "rescore-set" } });
    expect(records.length).toBeGreaterThan(10);
    expect(JSON.stringify(records)).not.toContain("漏记");
    expect(new Set(records.map(({ act }) => act))).toEqual(
      new Set(["prepare-rescore-set", "apply-rescore-set", "drop-rescore-set", "reverse-rescore-set"]),
    );
  });
});
