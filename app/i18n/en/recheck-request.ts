/** A correction that is asked for, in English; by itself, because the tablet loads no more of it. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/recheck-request.ts";

export default {
  title: "Ask for a correction",
  lead: "A confirmed form changes only for a stated reason, granted by the chief judge and a supervisor. The same judges then mark and sign again, and someone else confirms.",
  open: "Ask for a correction",
  status: "Asking by itself changes no mark",
  reason: "Reason",
  reasonHint: "Say which aspect and why, for example: A1.2 was entered with the decimal point in the wrong place.",
  send: "Send the request",
  sent: "The request was sent. It waits for the chief judge and a supervisor.",
  unmet: "A correction cannot be asked for now",
  history: "Corrections of this form",
  none: "No correction was asked for yet.",
  back: "Back to the form",
  pending: "A correction waits for the chief judge and a supervisor",
  opened: "This form is being corrected",
  openedHint:
    "Reason: {{reason}}. Change the wrong values, each with its reason, then sign again as a team; leave the others as they are.",
  pendingHint: "Reason: {{reason}}",
} as const satisfies Same<typeof zh>;
