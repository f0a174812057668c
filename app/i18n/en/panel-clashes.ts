/** What clashes where judges are put into panels: said on the page of the panels, and where judging opens with them. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/panel-clashes.ts";

export default {
  "judge-own-unit-entered": "{{named}}, the organisation of {{judge}}, has an entry in this event.",
  "judge-own-unit-entered-unnamed": "The organisation of {{judge}} has an entry in this event.",
  "judge-declared-organisation": "{{judge}} declared a conflict with {{named}}, which has an entry in this event.",
  "judge-declared-delegation": "{{judge}} declared a conflict with the delegation {{named}}, which has an entry in this event.",
  "judge-declared-entry": "{{judge}} declared a conflict with entrant {{named}}.",
  "judge-declared-unnamed": "{{judge}} declared a conflict with someone in this event.",
  "judge-not-in-pool": "The panel of {{subCriterion}} has someone who is no marking judge of this event any more: replace them.",
  "judge-duties-exclude": "{{judge}} is also {{duties, role}} here, and cannot mark as well.",
  "panel-unassigned": "Nobody is assigned to sub-criterion {{subCriterion}}.",
  "panel-size-not-as-ruled": "The panel of {{subCriterion}} has {{count}} judges; the rules ask for {{needed}}.",
  "panel-even": "The panel of {{subCriterion}} has {{count}} judges, an even number; an odd one is usual.",
  "panel-too-small-to-trim":
    "The panel of {{subCriterion}} has {{count}} judges: {{aspects}} drops the highest and the lowest, and needs at least 3.",
  "reserve-missing":
    "{{subCriterion}} lacks neutral reserves: nobody can take the place of {{judges, list}} where they must not mark.",
  "chief-judge-missing": "There is no chief judge.",
} as const satisfies Same<typeof zh>;
