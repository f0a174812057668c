/** What is still open of appeals, objections and re-score sets, in English. */
import type { Same } from "../same.ts";
import type * as zh from "../zh-CN/open-cases.ts";

export const openCaseConditions = {
  "appeals-ruled": "Every appeal is ruled on, and the time for appeals is over",
  "objections-ruled": "Every objection is ruled on",
  "rescore-sets-decided": "Every re-score set is applied or dropped",
} as const satisfies Same<typeof zh.openCaseConditions>;

export const openCaseReasons = {
  "appeals-open": "Appeals to be ruled on: {{count}}.",
  "appeal-time-running": "Appeals are in time until {{until, dateTime}}.",
  "objections-open": "Objections to be ruled on: {{count}}.",
  "rescore-sets-open": "Re-score sets to be applied or dropped: {{count}}.",
} as const satisfies Same<typeof zh.openCaseReasons>;
