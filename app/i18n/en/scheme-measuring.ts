/** The ways of measuring and what judges enter by them, in English; by itself, because the tablet loads no more of it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/scheme-measuring.ts";

export default {
  way: {
    stated: "the mark is entered",
    "yes-no": "yes earns {{maximum}}, no earns 0",
    deduction: "less {{each}} for each fault, not below 0",
    table: "by reading ({{unit}}): {{steps}}",
    step: "≤{{upTo}} earns {{mark}}",
    else: "else {{mark}}",
    stepSeparator: "; ",
  },
  each: {
    mean: "each judge by himself, mean",
    "trimmed-mean": "each judge by himself, mean without one highest and one lowest",
    median: "each judge by himself, median",
  },
  value: {
    score: "Score {{score}}",
    yes: "Yes",
    no: "No",
    count_one: "{{count}} fault",
    count_other: "{{count}} faults",
    reading: "{{value}} {{unit}}",
  },
} as const satisfies Same<typeof zh>;
