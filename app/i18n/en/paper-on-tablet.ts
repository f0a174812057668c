/** What a judge is told while a round is on paper, in English; by itself, because the tablet loads no more of it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/paper-on-tablet.ts";

export default {
  title: "This round is on paper now",
  judge: "Fill in and sign the paper form; tablets take nothing new. Below is what was delivered.",
  kept_one: "{{count}} value arrived after the change and was not accepted; it is kept on this device:",
  kept_other: "{{count}} values arrived after the change and were not accepted; they are kept on this device:",
  keptValue: "{{aspect}}: {{value}}",
  keptHint: "Write them on the paper form. Once the round is back on tablets you can also enter them here again.",
  judges: "Fill in and sign the paper forms; tablets take nothing new.",
  matrix: "Tablets take nothing new. Judges fill paper forms, and two tally clerks key each of them.",
  toPaper: "Marking on paper",
} as const satisfies Same<typeof zh>;
