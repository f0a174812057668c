/** All Chinese namespaces; English mirrors this list. */
import common from "./common.ts";

export default { common } as const;
