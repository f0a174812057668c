/** Last act of the story, in the policy office: what Dalian owes goes its way to the transfer; results and bases from outside are recorded. */
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { type RecordFactCommand, recordFact } from "#app/services/facts/record-fact.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { recordBudget } from "#app/services/money/record-budget.server.ts";
import { recordPayeeAccount } from "#app/services/money/record-payee-account.server.ts";
import { recordRowPayer } from "#app/services/money/record-row-payer.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { must, type Stage } from "./stage.ts";

const DAY_MS = 86_400_000;
const YUAN = 100;
const DALIAN = "大连市人力资源和社会保障局";
const FINALISTS = "14-city-finalist";

/** @param today when the story ends: everything here happened in the weeks before, after results were final */
export async function runPolicyOffice(stage: Stage, today: Date): Promise<void> {
  const daysAgo = (days: number) => stage.clock.set(new Date(today.getTime() - days * DAY_MS));
  daysAgo(20);
  await recordPayers(stage);
  const publicised = await bringToPublicity(stage);
  await recordOutsideFacts(stage);
  daysAgo(6);
  await paySome(stage, publicised.slice(0, 4));
}

/** Who pays a row, and out of what: no document names a fund, an officer records it with a paper. */
async function recordPayers({ runtime, actor, units }: Stage): Promise<void> {
  const officer = await actor("bureau");
  const organisationId = requireUnit(units, DALIAN);
  const reference = "大财社〔2026〕18号";
  must(await recordRowPayer(runtime, officer, { packName: "dalian", rowId: FINALISTS, organisationId, reference }));
  const treasurer = await actor("treasurer");
  const year = Number(shanghaiDay(runtime.clock.now()).slice(0, 4));
  const competition = await runtime.database.read.competition.findUniqueOrThrow({ where: { code: "dalian-2026" } });
  const budget = { year, competitionId: null, reference };
  must(
    await recordBudget(runtime, treasurer, {
      ...budget,
      organisationId,
      party: "government",
      purpose: "rewards",
      amountFen: 60_000 * YUAN,
    }),
  );
  must(
    await recordBudget(runtime, treasurer, {
      ...budget,
      organisationId: requireUnit(units, "大连甘泉重工机械有限公司"),
      party: "enterprise",
      purpose: "holding",
      competitionId: competition.id,
      amountFen: 80_000 * YUAN,
      reference: "冠名赞助协议 GQ-2026-03",
    }),
  );
}

/** One officer applies, the other reviews; two stay reviewed, the last stay as computed. @returns those in publicity */
async function bringToPublicity({ runtime, actor }: Stage): Promise<readonly string[]> {
  const found = await runtime.database.read.entitlement.findMany({
    where: { competition: { code: "dalian-2026" }, rowId: FINALISTS, outcome: "owed" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id).slice(0, 8);
  const scope = { competitionId: null };
  must(await applyEntitlements(runtime, await actor("bureau"), { ...scope, entitlementIds: ids }));
  const reviewer = await actor("bureau-2");
  const reviewed = ids.slice(0, 7);
  for (const entitlementId of reviewed) {
    const answer = { decisions: [], settledFen: null, organisationId: null };
    must(await reviewEntitlement(runtime, reviewer, { ...scope, ...answer, entitlementId }));
  }
  const publicised = reviewed.slice(0, 5);
  must(await publiciseEntitlements(runtime, reviewer, { ...scope, entitlementIds: publicised, workingDays: 5 }));
  return publicised;
}

/** Prepared by the treasurer, approved by an officer, transferred. */
async function paySome({ runtime, actor, units }: Stage, entitlementIds: readonly string[]): Promise<void> {
  const treasurer = await actor("treasurer");
  const day = shanghaiDay(runtime.clock.now());
  const budget = await runtime.database.read.budget.findFirstOrThrow({ where: { purpose: "rewards" }, select: { id: true } });
  const { listId } = must(
    await preparePaymentList(runtime, treasurer, {
      payerId: requireUnit(units, DALIAN),
      year: Number(day.slice(0, 4)),
      budgetId: budget.id,
      entitlementIds,
      month: day.slice(0, 7),
    }),
  );
  const owed = await runtime.database.read.entitlement.findMany({
    where: { id: { in: [...entitlementIds] } },
    select: { organisationId: true },
  });
  const holders = new Set(owed.flatMap(({ organisationId }) => organisationId ?? []));
  for (const [index, holderId] of [...holders].sort().entries()) {
    const account = { bank: "中国工商银行大连分行", number: `340020010900${String(index + 1).padStart(7, "0")}` };
    must(await recordPayeeAccount(runtime, treasurer, { listId, holderId, account }));
  }
  must(await approvePaymentList(runtime, await actor("bureau"), { listId }));
  must(await payPaymentList(runtime, treasurer, { listId, voucher: `${day.replaceAll("-", "")}-0147` }));
}

/** The best of Tongzhou in the past city competition won at the national one, too; a Dalian school is a training base of the province. */
async function recordOutsideFacts(stage: Stage): Promise<void> {
  const { runtime, units } = stage;
  const winner = await runtime.database.read.certificate.findFirstOrThrow({
    where: { competition: { code: "bj-2024" }, member: { delegationRegion: "110112" } },
    orderBy: [{ place: "asc" }, { number: "asc" }],
    select: {
      member: {
        select: {
          employerId: true,
          schoolId: true,
          trainingOrganisationId: true,
          person: { select: { sealed: true, key: { select: { wrapped: true } } } },
        },
      },
    },
  });
  if (winner.member === null) throw new Error("The story's winner has no entry.");
  const { person, ...relations } = winner.member;
  const data = openPerson(runtime.keys, person);
  if (!data) throw new Error("The story's winner was erased.");
  await record(stage, {
    content: {
      kind: "result",
      competition: "中华人民共和国第三届职业技能大赛",
      tier: "nation",
      class: "class-1",
      hostRegionCodes: ["410000"],
      event: "电气装置",
      occupationCode: "6-31-01-03",
      entryKind: "individual",
      roundReached: "final",
      place: 3,
      award: "bronze",
      awardGrade: 3,
    },
    occurredOn: "2025-09-23",
    reference: "人社部函〔2025〕118号",
    organisationId: null,
    people: [
      {
        ...relations,
        name: data.name,
        documentKind: "resident-id",
        documentNumber: data.documentNumber,
        residenceRegion: null,
      },
    ],
  });
  await record(stage, {
    content: { kind: "carrier", carrier: "training-base", tier: "province", name: "辽宁省高技能人才培训基地" },
    occurredOn: "2025-03-18",
    reference: "辽人社〔2025〕31号",
    organisationId: requireUnit(units, "大连金湾职业技术学院"),
    people: [],
  });
}

/** Recorded by one officer with a copy of the decision, confirmed by the other. */
async function record({ runtime, actor }: Stage, fact: Omit<RecordFactCommand, "evidence">): Promise<void> {
  const bytes = await renderDocument({
    title: "表彰决定（节录）",
    number: fact.reference,
    changedAt: new Date(`${fact.occurredOn}T00:00:00+08:00`),
    rows: [{ term: "事项", value: fact.content.kind === "result" ? fact.content.competition : "认定名单" }],
    signatures: ["核对人"],
    day: fact.occurredOn,
    pageOf: (page, total) => `第 ${page} 页/共 ${total} 页`,
    missing: "部分字符缺字，以原件为准。",
  });
  const evidence = { fileName: `${fact.reference}.pdf`, bytes: new Uint8Array(bytes) };
  const { factId } = must(await recordFact(runtime, await actor("bureau"), { ...fact, evidence }));
  must(await confirmFact(runtime, await actor("bureau-2"), { factId }));
  while (await runNextJob(runtime));
}

function requireUnit(units: ReadonlyMap<string, string>, name: string): string {
  const id = units.get(name);
  if (!id) throw new Error(`The story has no organisation called ${name}.`);
  return id;
}
