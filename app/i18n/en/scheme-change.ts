/** Why a new version of a marking scheme cannot be put in force, in English. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/scheme-change.ts";

export default {
  "scheme-pinned": "Marks are submitted: the scheme can no longer be replaced.",
  "round-unknown": "The event has no such round.",
  "scheme-modules-drawn":
    "Seats of each module are frozen or drawn: no module can come or go: {{modules}}. Ask two people for a re-draw first.",
  "scheme-sub-criteria-fixed": "Judging has begun: no sub-criterion can come or go: {{subCriteria}}.",
  "scheme-aspect-with-values-missing": "Aspect {{aspect}} has values and cannot be removed.",
  "scheme-aspect-with-values-moved": "Aspect {{aspect}} has values and cannot become {{to}}.",
  "scheme-aspect-with-values-changed": "Aspect {{aspect}} has values: its kind, way, unit and who enters it must stay.",
  "scheme-value-does-not-fit":
    "A value entered for aspect {{aspect}} does not hold under the new maximum of {{maximum}}. Correct the value first.",
  "scheme-form-confirmed": "Sub-criterion {{subCriterion}} has confirmed forms ({{count}}). Ask for their correction first.",
} as const satisfies Same<typeof zh>;
