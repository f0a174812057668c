/** What is still open of appeals, objections and re-score sets: conditions and reasons, wherever a phase waits for them. */
export const openCaseConditions = {
  "appeals-ruled": "申诉均已裁决，申诉时限已过",
  "objections-ruled": "异议均已裁决",
  "rescore-sets-decided": "更正方案均已处理",
} as const;

export const openCaseReasons = {
  "appeals-open": "还有 {{count}} 项申诉待裁决。",
  "appeal-time-running": "申诉时限到 {{until, dateTime}} 为止。",
  "objections-open": "还有 {{count}} 项异议待裁决。",
  "rescore-sets-open": "还有 {{count}} 个更正方案待处理。",
} as const;
