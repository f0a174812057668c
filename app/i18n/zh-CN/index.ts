/** All Chinese namespaces; English mirrors this list. */
import common from "./common.ts";
import ladder from "./ladder.ts";
import policy from "./policy.ts";
import register from "./register.ts";

export default { register, policy, ladder, common } as const;
