/** The English texts that the tablet's page shows: it loads no others, because it must be small. */
import common from "./common.ts";
import marking from "./marking.ts";
import paper from "./paper.ts";
import recheck from "./recheck.ts";
import scheme from "./scheme.ts";
import tablet from "./tablet.ts";

const { kind, offline, forms, task, entry, oddity, sheet, signOff, refusal } = marking;

export default {
  common,
  marking: {
    kind,
    offline,
    forms,
    task,
    entry,
    oddity,
    sheet,
    signOff,
    refusal,
    confirmation: { rule: marking.confirmation.rule },
  },
  paper: { onPaper: paper.onPaper, form: { yes: paper.form.yes, no: paper.form.no }, paperSigned: paper.paperSigned },
  recheck: { request: recheck.request },
  scheme: { way: scheme.way },
  tablet,
} as const;
