/** The English texts that the tablet's page shows: it loads no others, because it must be small. */
import common from "./common.ts";
import marking from "./marking.ts";
import onPaper from "./paper-on-tablet.ts";
import phases from "./phases.ts";
import request from "./recheck-request.ts";
import scheme from "./scheme-measuring.ts";
import tablet from "./tablet.ts";

export default {
  common: { ...common, vocabulary: phases },
  marking,
  paper: { onPaper, form: { yes: "Yes", no: "No" }, paperSigned: "Signed on paper" },
  recheck: { request },
  scheme,
  tablet,
} as const;
