/** The ways of measuring and what judges enter by them; by itself, because the tablet loads no more of it. */
export default {
  way: {
    stated: "直接录入得分",
    "yes-no": "是得 {{maximum}}，否得 0",
    deduction: "每处扣 {{each}}，扣完为止",
    table: "按读数（{{unit}}）：{{steps}}",
    step: "≤{{upTo}} 得 {{mark}}",
    else: "其余得 {{mark}}",
    stepSeparator: "；",
  },
  each: {
    mean: "独立评分，取平均",
    "trimmed-mean": "独立评分，去掉一个最高和一个最低后平均",
    median: "独立评分，取中位数",
  },
  value: {
    score: "{{score}} 分",
    yes: "是",
    no: "否",
    count_other: "{{count}} 处",
    reading: "{{value}} {{unit}}",
  },
} as const;
