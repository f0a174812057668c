/** 重新公示: a winner was paid, an impostor was found; the results are opened, changed and decided anew by two people, and the money comes back by an entry of its own. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FixedCounts } from "#app/domain/awards/award-scheme.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findVerification } from "#app/queries/certificates/find-verification.server.ts";
import { listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { getOverview } from "#app/queries/competitions/get-overview.server.ts";
import { findEntitlementLedger } from "#app/queries/money/find-entitlement-ledger.server.ts";
import { getReviewQuestions } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { listHolds } from "#app/queries/policy/list-holds.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { approveLedgerEntry } from "#app/services/money/approve-ledger-entry.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { dropPaymentList } from "#app/services/money/drop-payment-list.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { proposeClawBack } from "#app/services/money/propose-claw-back.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { keepEntitlement } from "#app/services/policy/keep-entitlement.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { applyRescoreSet } from "#app/services/rescore/apply-rescore-set.server.ts";
import { prepareRescoreSet } from "#app/services/rescore/prepare-rescore-set.server.ts";
import { finaliseCompetition } from "#app/services/results/finalise-competition.server.ts";
import { openPublicity } from "#app/services/results/open-publicity.server.ts";
import { reopenResults } from "#app/services/results/reopen-results.server.ts";
import tongzhou from "#seeds/policies/tongzhou.json" with { type: "json" };
import { addAccounts, addSystemActor, payRowBy, plantRows } from "../../support/entitlement-steps.ts";
import {
  completeRound,
  createScene,
  refusalCodes,
  type Scene,
  settleScene,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { addOfficial } from "../../support/ruling-steps.ts";
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

/** Tongzhou (14) as if it had come into force: a city's first, second and third result earn 100,000, 50,000 and 30,000 yuan. */
const IN_FORCE = {
  ...(tongzhou as unknown as PolicyPack),
  document: { ...(tongzhou as unknown as PolicyPack).document, status: "in-force" as const, effectiveFrom: "2026-01-01" },
};
const PAID = 10_000_000;
const OFFICIAL = "重新公示决定〔2026〕1号";

describeOnEachDatabase("results that were final", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let [officer, second, treasurer, arbitrator] = [] as unknown as readonly [Actor, Actor, Actor, Actor];
  const runJobs = async () => {
    while (await runNextJob(runtime));
  };
  /** By entry in the order of the scene: state, amount in fen and difference of its winner's reward. */
  const rewards = async () => {
    const rows = await runtime.database.read.entitlement.findMany({
      where: { competitionId: scene.competitionId, rowId: { startsWith: "14-city-winner" } },
      select: { id: true, entryId: true, state: true, amountFen: true, difference: true },
    });
    return scene.entries.map(({ entryId }) =>
      rows
        .filter((row) => row.entryId === entryId && row.state !== "withdrawn")
        .sort((left, right) => (left.state < right.state ? -1 : 1))
        .map(({ state, amountFen, difference }) => [state, amountFen, (difference as { kind: string } | null)?.kind ?? null]),
    );
  };
  const idsOf = async (index: number, state: string) => {
    const where = { entryId: scene.entries[index]?.entryId, rowId: { startsWith: "14-city-winner" }, state };
    return (await runtime.database.read.entitlement.findMany({ where, select: { id: true } })).map(({ id }) => id);
  };
  const computedOf = async (index: number) => (await idsOf(index, "computed"))[0] ?? "";
  /** The one that is furthest on its way. */
  const rewardOf = async (index: number) =>
    (await idsOf(index, "paid"))[0] ?? (await idsOf(index, "publicised"))[0] ?? (await computedOf(index));
  const heldBy = async (id: string) => (await listHolds(runtime.database.read, [id])).get(id) ?? [];
  const clawBack = async (entitlementId: string, amountFen: number) => {
    const claim = { entitlementId, amountFen, reason: "取消名次，追回奖励", reference: OFFICIAL };
    value(await proposeClawBack(runtime, officer, claim));
    const [entry] = (await findEntitlementLedger(runtime, officer, entitlementId))?.proposals ?? [];
    if (!entry) throw new Error("Nothing was proposed.");
    expect(refusalCodes(await approveLedgerEntry(runtime, officer, { entryId: entry.entryId }))).toEqual(["approver-proposed"]);
    value(await approveLedgerEntry(runtime, second, { entryId: entry.entryId }));
  };
  const apply = async (id: string) =>
    applyEntitlements(runtime, officer, { competitionId: scene.competitionId, entitlementIds: [id] });
  const competition = () =>
    runtime.database.read.competition.findUniqueOrThrow({ where: { id: scene.competitionId }, include: { reopenings: true } });
  const disqualifyFirst = () =>
    prepareRescoreSet(runtime, arbitrator, {
      roundId: scene.roundId,
      rulingId: null,
      reason: "查实冒名顶替",
      changes: [{ kind: "participation", entryId: scene.entries[0]?.entryId ?? "", participation: "disqualified" }],
    });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { rules: { award: ONE_OF_EACH } });
    const { competitionId } = scene;
    await plantRows(runtime, async (tables) => {
      const at = runtime.clock.now();
      await tables.policyPack.create({
        data: { id: "in-force", name: "tongzhou", version: 1, content: IN_FORCE as unknown as object, createdAt: at },
      });
      await tables.region.create({
        data: { code: "110000", name: "北京市", nameEn: "Beijing", level: "province", parentCode: null },
      });
      await tables.competition.update({
        where: { id: competitionId },
        data: { tier: "city", class: "class-1", packs: { create: { packId: "in-force" } } },
      });
      await tables.competitionHost.updateMany({ where: { competitionId }, data: { regionCode: "110000" } });
    });
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
    arbitrator = await addOfficial(runtime, scene, "arbitrator");
    await completeRound(runtime, scene);
    await unblindRound(runtime, scene);
    await settleScene(runtime, scene);
    const { closesAt } = value(await openPublicity(runtime, scene.organiser, { competitionId }));
    await runJobs();
    runtime.clock.set(closesAt);
    value(await finaliseCompetition(runtime, scene.decider, { competitionId, decisionNumber: "京人社发〔2026〕1号" }));
    await runJobs();
  });
  afterAll(() => runtime.dispose());

  /** From computed to a list that waits for its transfer: applied by one officer, reviewed by the other. @returns the list */
  const bringToList = async (index: number, settledFen: number): Promise<string> => {
    const entitlementId = await rewardOf(index);
    const { competitionId } = scene;
    value(await apply(entitlementId));
    const { codes } = await getReviewQuestions(runtime.database.read, entitlementId);
    const decisions = codes.map((code) => ({ code, outcome: "met" as const, reason: "社保缴费地在通州" }));
    const answer = { decisions, settledFen, organisationId: null };
    value(await reviewEntitlement(runtime, second, { competitionId, entitlementId, ...answer }));
    value(await publiciseEntitlements(runtime, officer, { competitionId, entitlementIds: [entitlementId], workingDays: 5 }));
    runtime.clock.advanceMinutes(14 * 24 * 60);
    const payerId = (await runtime.database.read.organisation.findFirstOrThrow()).id;
    const { rowId } = await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id: entitlementId } });
    await payRowBy(runtime, officer, { packName: "tongzhou", rowId }, payerId);
    const asked = { payerId, year: 2026, month: "2026-12", budgetId: null, entitlementIds: [entitlementId] };
    const { listId } = value(await preparePaymentList(runtime, treasurer, asked));
    const { personId } = await runtime.database.read.entryMember.findFirstOrThrow({
      where: { entryId: scene.entries[index]?.entryId },
    });
    await addAccounts(runtime, treasurer, listId, [personId]);
    value(await approvePaymentList(runtime, officer, { listId }));
    return listId;
  };
  let thirdList = "";

  it("pay the winner and the second what the clause says; the third's list is approved and not paid", async () => {
    expect(await rewards()).toEqual([
      [["computed", 10_000_000, null]],
      [["computed", 5_000_000, null]],
      [["computed", 3_000_000, null]],
    ]);
    value(await payPaymentList(runtime, treasurer, { listId: await bringToList(0, PAID), voucher: "V-1" }));
    value(await payPaymentList(runtime, treasurer, { listId: await bringToList(1, 5_000_000), voucher: "V-2" }));
    thirdList = await bringToList(2, 3_000_000);
    expect((await rewards()).flat().map(([state]) => state)).toEqual(["paid", "paid", "publicised"]);
  });

  it("change only after they were published again, for a reason and by a paper", async () => {
    const { competitionId, organiser } = scene;
    expect(refusalCodes(await disqualifyFirst())).toEqual(["competition-over"]);
    expect(refusalCodes(await reopenResults(runtime, organiser, { competitionId, reason: " ", reference: "" }))).toEqual([
      "reopening-reason-missing",
      "reopening-reference-missing",
    ]);
    const input = { competitionId, reason: "查实冒名顶替", reference: OFFICIAL };
    value(await reopenResults(runtime, organiser, input));
    expect(refusalCodes(await reopenResults(runtime, organiser, input))).toEqual(["results-not-final"]);
    const found = await competition();
    expect([found.phase, found.decisionNumber, found.finalisedAt]).toEqual(["publicity", null, null]);
    expect(found.reopenings.map(({ decisionNumber, reference }) => [decisionNumber, reference])).toEqual([
      ["京人社发〔2026〕1号", OFFICIAL],
    ]);
    const { reopenings } = await getOverview(runtime, organiser, competitionId);
    expect(reopenings.map(({ reopenedBy, decisionNumber }) => [reopenedBy, decisionNumber])).toEqual([
      [organiser.displayName, "京人社发〔2026〕1号"],
    ]);
    const lists = await runtime.database.read.publication.findMany({
      where: { roundId: scene.roundId, kind: "winners" },
      orderBy: { version: "asc" },
    });
    expect(lists.map(({ version, resultsHash }) => [version, resultsHash === lists[0]?.resultsHash])).toEqual([
      [1, true],
      [2, true],
    ]);
    const { verifyCode } = await runtime.database.read.certificate.findFirstOrThrow({
      where: { entryId: scene.entries[2]?.entryId, revokedAt: null },
    });
    const verified = await findVerification(runtime, verifyCode);
    expect(verified.answer === "known" && verified.certificate.decisionNumber).toBe("京人社发〔2026〕1号");
    // The certificates of those whom nothing concerns go on to hold.
    expect((await listCertificates(runtime, competitionId)).map(({ state }) => state)).toEqual([
      "in-force",
      "in-force",
      "in-force",
    ]);
  });

  it("grant and pay nothing meanwhile", async () => {
    const before = await runtime.database.read.ledgerEntry.count();
    expect(refusalCodes(await payPaymentList(runtime, treasurer, { listId: thirdList, voucher: "V-3" }))).toEqual([
      "lines-not-payable",
    ]);
    expect(await heldBy(await rewardOf(2))).toContain("results-reopened");
    expect(await runtime.database.read.ledgerEntry.count()).toBe(before);
    // A control: what rests on them is not even computed anew before the decision.
    await runtime.database.write(async ({ enqueue, audit }) => {
      const { competitionId } = scene;
      await enqueue({ kind: "compute-entitlements", payload: { competitionId }, competitionId });
      await audit({ chain: competitionId, actorId: null, act: "ask", objectKind: "test", objectId: "job" });
      return { ok: true, value: null };
    });
    await runJobs();
    expect((await rewards()).flat().map(([state]) => state)).toEqual(["paid", "paid", "publicised"]);
  });

  it("are decided anew by another person, and say what the payment differs by", async () => {
    const { competitionId, organiser, decider, roundId } = scene;
    const { setId } = value(await disqualifyFirst());
    value(await applyRescoreSet(runtime, scene.supervisor, { roundId, setId }));
    await runJobs();
    runtime.clock.advanceMinutes(14 * 24 * 60);
    const decision = { competitionId, decisionNumber: "京人社发〔2026〕9号" };
    expect(refusalCodes(await finaliseCompetition(runtime, organiser, decision))).toEqual(["publicity-opened-by-same-person"]);
    value(await finaliseCompetition(runtime, decider, decision));
    // Decided, and not computed yet: what stands could be wrong, and waits.
    expect(await heldBy(await rewardOf(2))).toEqual(["computation-pending"]);
    expect(refusalCodes(await payPaymentList(runtime, treasurer, { listId: thirdList, voucher: "V-3" }))).toEqual([
      "lines-not-payable",
    ]);
    await runJobs();
    // The second and the third move up; what was granted stands, and what it should be is said beside it.
    expect(await rewards()).toEqual([
      [["paid", 10_000_000, "gone"]],
      [
        ["computed", 10_000_000, null],
        ["paid", 5_000_000, "gone"],
      ],
      [
        ["computed", 5_000_000, null],
        ["publicised", 3_000_000, "gone"],
      ],
    ]);
    expect((await listCertificates(runtime, competitionId)).map(({ state }) => state).sort()).toEqual([
      "in-force",
      "in-force",
      "revoked",
      "revoked",
      "revoked",
    ]);
  });

  it("are never paid twice: the first prize of who was paid the second waits until that came back", async () => {
    const id = await computedOf(1);
    expect(refusalCodes(await apply(id))).toEqual(["earlier-grant-stands"]);
    // Who granted it cannot decide alone that it stands.
    const [paid] = await idsOf(1, "paid");
    const keep = { competitionId: scene.competitionId, entitlementId: paid ?? "", reason: "不再追回" };
    expect(refusalCodes(await keepEntitlement(runtime, officer, keep))).toEqual(["applicant-keeps"]);
    value(await keepEntitlement(runtime, second, keep));
    expect(refusalCodes(await apply(id))).toEqual(["earlier-grant-stands"]);
    await clawBack(paid ?? "", 5_000_000);
    value(await apply(id));
    // What was only on its way is refused: then the other one is free.
    const [publicised] = await idsOf(2, "publicised");
    expect(refusalCodes(await apply(await computedOf(2)))).toEqual(["earlier-grant-stands"]);
    value(await dropPaymentList(runtime, treasurer, { listId: thirdList, reason: "名次更正" }));
    const refused = { competitionId: scene.competitionId, entitlementId: publicised ?? "", reason: "名次更正" };
    value(await refuseEntitlement(runtime, officer, refused));
    value(await apply(await computedOf(2)));
  });

  it("give back what was paid by an entry of its own", async () => {
    const entitlementId = await rewardOf(0);
    await clawBack(entitlementId, PAID);
    const { _sum } = await runtime.database.read.ledgerEntry.aggregate({ where: { entitlementId }, _sum: { amountFen: true } });
    expect(_sum.amountFen).toBe(0);
    const kinds = await runtime.database.read.ledgerEntry.findMany({ where: { entitlementId }, orderBy: { recordedAt: "asc" } });
    expect(kinds.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ["payment", PAID],
      ["claw-back", -PAID],
    ]);
  });
});
