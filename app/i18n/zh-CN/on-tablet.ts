/** The Chinese texts that the tablet's page shows: it loads no others. */
import common from "./common.ts";
import marking from "./marking.ts";
import paper from "./paper.ts";
import recheck from "./recheck.ts";
import scheme from "./scheme.ts";
import tablet from "./tablet.ts";

export default { common, marking, paper, recheck, scheme: { way: scheme.way }, tablet } as const;
