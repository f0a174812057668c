/** The ways of measuring, in English; by itself, because the tablet loads no more of it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/scheme-way.ts";

export default {
  stated: "the mark is entered",
  "yes-no": "yes earns {{maximum}}, no earns 0",
  deduction: "less {{each}} for each fault, not below 0",
  table: "by reading ({{unit}}): {{steps}}",
  step: "≤{{upTo}} earns {{mark}}",
  else: "else {{mark}}",
  stepSeparator: "; ",
} as const satisfies Same<typeof zh>;
