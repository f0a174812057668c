/** The Chinese texts that the tablet's page shows: it loads no others, because it must be small. */
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
  paper: { onPaper, form: { yes: "是", no: "否" }, paperSigned: "纸质签字" },
  recheck: { request },
  scheme,
  tablet,
} as const;
