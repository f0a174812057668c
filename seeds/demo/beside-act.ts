/** What runs beside the contests in the story: a programme, promised skill levels, people in banks, indicators of a year. */
import type { BankDraft } from "#app/domain/banks/bank.ts";
import type { PromotionRules } from "#app/domain/policy/level-promotion.ts";
import type { ProgrammePlan } from "#app/domain/programme/programme.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { recordReading } from "#app/services/indicators/record-reading.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { countAttendance } from "#app/services/programme/count-attendance.server.ts";
import { setItem } from "#app/services/programme/set-item.server.ts";
import { setPaperLevels } from "#app/services/promotions/set-paper-levels.server.ts";
import { setPromotionRules } from "#app/services/promotions/set-promotion-rules.server.ts";
import { must, type Stage } from "./stage.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** @param today when the story ends */
export async function runBesideActs(stage: Stage, today: Date): Promise<void> {
  stage.clock.set(new Date(today.getTime() - 4 * DAY_MS));
  await promiseLevels(stage);
  await fillBanks(stage);
  await recordIndicators(stage);
  await holdProgramme(stage, today);
}

/** 通武廊: what was shown yesterday was counted, an exhibition runs, a conference follows. */
async function holdProgramme(stage: Stage, today: Date): Promise<void> {
  const { runtime, clock } = stage;
  const organiser = await stage.actor("organiser");
  const competitionId = await findCompetition(stage, "tongwulang-2026");
  const midnight = Math.floor((today.getTime() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
  const at = (day: number, hour: number) => new Date(midnight + day * DAY_MS + hour * HOUR_MS);
  const items: readonly ProgrammePlan[] = [
    {
      kind: "demonstration",
      title: "世界技能大赛选手绝技绝活展演",
      titleEn: "Demonstration by WorldSkills competitors",
      place: "廊坊市技师学院体育馆",
      startsAt: at(-1, 14),
      endsAt: at(-1, 17),
      organisationId: null,
      expected: 400,
    },
    {
      kind: "exhibition",
      title: "通武廊技能人才培养成果展",
      titleEn: "Exhibition of training in the three regions",
      place: "廊坊市技师学院一号展厅",
      startsAt: at(0, 9),
      endsAt: at(2, 17),
      organisationId: null,
      expected: 1200,
    },
    {
      kind: "conference",
      title: "京津冀高技能人才协同发展会议",
      titleEn: "Conference on high-skill talent of the three regions",
      place: "廊坊市技师学院报告厅",
      startsAt: at(1, 9),
      endsAt: at(1, 12),
      organisationId: null,
      expected: 180,
    },
  ];
  for (const [index, plan] of items.entries()) {
    const { itemId } = must(await setItem(runtime, organiser, { competitionId, itemId: null, plan }));
    if (index > 0) continue;
    clock.set(today);
    must(await countAttendance(runtime, organiser, { competitionId, itemId, attended: 437 }));
  }
}

/** The notice of Tongzhou: the first three of each event are promoted to the level of their paper, never above 技师. */
async function promiseLevels(stage: Stage): Promise<void> {
  const { runtime } = stage;
  const officer = await stage.actor("bureau");
  const competitionId = await findCompetition(stage, "tongzhou-2026");
  const rules: PromotionRules = {
    reference: "通人社发〔2026〕52号",
    rules: [
      { group: "all", places: 3, awards: [], step: "paper-level", level: null, nextIfHeld: true, ceiling: "technician" },
      {
        group: "all",
        places: null,
        awards: ["first", "second", "third"],
        step: "stated-level",
        level: "intermediate",
        nextIfHeld: false,
        ceiling: "senior",
      },
    ],
  };
  must(await setPromotionRules(runtime, officer, { competitionId, rules }));
  must(await setPaperLevels(runtime, officer, { competitionId, levels: { DG: "senior", WL: "senior", JD: "technician" } }));
  while (await runNextJob(runtime));
}

/** Some winners agreed to stand in a bank, two judges as well; the others did not, and are not there. */
async function fillBanks(stage: Stage): Promise<void> {
  const { runtime } = stage;
  const officer = await stage.actor("bureau-2");
  const consent = { consented: true, consentOn: shanghaiDay(runtime.clock.now()), conflicts: "" } as const;
  const winners = await runtime.database.read.certificate.findMany({
    where: { kind: "prize", competition: { code: { in: ["tongzhou-2026", "dalian-2026"] } }, revokedAt: null, place: { lte: 2 } },
    orderBy: { number: "asc" },
    take: 8,
    select: {
      event: { select: { occupationCode: true } },
      member: { select: { personId: true, employerId: true, employerRegion: true, levelHeld: true } },
    },
  });
  for (const { event, member } of winners) {
    if (event === null || member === null) continue;
    const draft: BankDraft = {
      bank: "winner",
      subject: { by: "person", personId: member.personId },
      skills: [event.occupationCode],
      level: member.levelHeld as BankDraft["level"],
      organisationId: member.employerId,
      regionCode: member.employerRegion,
      lastDuty: "",
      ...consent,
    };
    must(await addBankMember(runtime, officer, draft));
  }
  for (const username of ["chief", "judge-1"]) {
    const { userId, organisationId } = await stage.actor(username);
    const draft: BankDraft = {
      bank: "judge",
      subject: { by: "account", userId },
      skills: ["6-31-01-03"],
      level: "senior-technician",
      organisationId,
      regionCode: "110000",
      lastDuty: "2026年通州区职业技能竞赛 电工赛项",
      ...consent,
    };
    must(await addBankMember(runtime, officer, draft));
  }
}

/** What bulletins said of two documents; everything else stays unknown. */
async function recordIndicators(stage: Stage): Promise<void> {
  const officer = await stage.actor("bureau");
  const readings = [
    {
      packName: "dalian",
      targetId: "15-craftsmen",
      year: 2025,
      value: 9_300,
      reference: "2025年大连市人力资源和社会保障事业发展统计公报",
    },
    { packName: "dalian", targetId: "14-events", year: 2025, value: 2_700, reference: "2025年大连市职业技能竞赛工作总结" },
    { packName: "xinjiang", targetId: "1-share-2027", year: 2025, value: 2_340, reference: "2025年自治区人力资源统计公报" },
  ];
  for (const reading of readings) must(await recordReading(stage.runtime, officer, reading));
}

async function findCompetition({ runtime }: Stage, code: string): Promise<string> {
  const { id } = await runtime.database.read.competition.findUniqueOrThrow({ where: { code }, select: { id: true } });
  return id;
}
