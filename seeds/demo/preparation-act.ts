/** What is prepared before the start in the story: the filing, notices and technical documents, leaders' meeting, training. */

import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { publishNotice } from "#app/services/preparation/publish-notice.server.ts";
import { recordMeeting } from "#app/services/preparation/record-meeting.server.ts";
import { setFilingNumber } from "#app/services/preparation/set-filing-number.server.ts";
import { setSupervisionTelephone } from "#app/services/preparation/set-supervision-telephone.server.ts";
import type { Founded } from "./registration-act.ts";
import { must, type Stage } from "./stage.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The filing number, a notice to all, and the technical document of each event. */
export async function publishDocuments(stage: Stage, founded: Founded, plan: { readonly filingNumber: string }): Promise<void> {
  const { runtime } = stage;
  const { competitionId } = founded;
  const organiser = await stage.actor("organiser");
  must(await setFilingNumber(runtime, organiser, { competitionId, filingNumber: plan.filingNumber }));
  must(await setSupervisionTelephone(runtime, organiser, { competitionId, supervisionTelephone: "010-6900 0000" }));
  const version = { competitionId, replacesId: null, file: null } as const;
  for (const event of founded.events) {
    must(
      await publishNotice(runtime, organiser, {
        ...version,
        kind: "technical-document",
        eventId: event.eventId,
        title: `${event.name}赛项技术文件`,
        titleEn: `Technical document: ${event.nameEn}`,
        body: [
          "一、竞赛内容：按国家职业标准高级工及以上要求命题，理论知识与技能操作相结合。",
          "二、竞赛时间：技能操作 240 分钟，选手提前 30 分钟检录。",
          "三、评分方式：测量分与评价分，由裁判组背靠背独立评分。",
          "四、选手自带工具：以附件清单为准，检录时逐件核对。",
          "五、安全要求：劳动防护用品佩戴不全的，不得入场。",
        ].join("\n"),
      }),
    );
  }
  must(
    await publishNotice(runtime, organiser, {
      ...version,
      kind: "notice",
      eventId: null,
      title: "关于报到与食宿安排的通知",
      titleEn: "Arrival and accommodation",
      body: "各代表队请于赛前一日 14:00 至 18:00 在赛场一层大厅报到，领取参赛证与秩序册。领队会于当日 19:00 召开，请各领队准时参加。",
    }),
  );
}

/** The leaders' meeting with all delegations, and one training of the judges of all events. */
export async function holdMeetings(stage: Stage, founded: Founded): Promise<void> {
  const { runtime, clock } = stage;
  const { competitionId } = founded;
  const organiser = await stage.actor("organiser");
  // The evening before, 19:00 in Shanghai.
  const midnight = Math.floor((clock.now().getTime() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
  const heldAt = new Date(midnight - 5 * HOUR_MS);
  const judges = await listEventJudges(runtime.database.read, {
    competitionId,
    eventIds: founded.events.map(({ eventId }) => eventId),
  });
  const record = { competitionId, eventId: null, heldAt, file: null } as const;
  must(
    await recordMeeting(runtime, organiser, {
      ...record,
      kind: "leaders-meeting",
      place: "公共实训中心二层会议室",
      minutes:
        "一、通报报名与资格审查情况。\n二、说明抽签、检录、加密的程序，由监督员全程监督。\n三、答疑：自带工具以技术文件清单为准；因病更换选手须在抽签前提出。",
      attendees: founded.delegations.map(({ delegationId }) => delegationId),
    }),
  );
  must(
    await recordMeeting(runtime, organiser, {
      ...record,
      kind: "judges-training",
      place: "公共实训中心三层培训教室",
      minutes: "学习技术文件与评分标准，试评样件两件，统一评价分尺度；签署裁判承诺书。",
      attendees: [...new Set([...judges.values()].flat().map(({ judgeId }) => judgeId))],
    }),
  );
}
