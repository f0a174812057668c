/** The phases of a competition and of a round, apart from all other words: a tablet shows no others. */

export default {
  competitionPhase: {
    draft: "筹备",
    announced: "发布公告",
    registration: "报名",
    running: "比赛",
    publicity: "获奖名单公示",
    final: "结果生效",
    archived: "归档",
  },
  roundPhase: {
    draw: "抽签",
    judging: "评分",
    recheck: "复核",
    unblinded: "解密",
    published: "现场成绩公示",
    settled: "成绩确定",
  },
} as const;
