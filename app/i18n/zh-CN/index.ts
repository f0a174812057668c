/** All Chinese namespaces; English mirrors this list. */
import common from "./common.ts";
import ladder from "./ladder.ts";
import organisation from "./organisation.ts";
import policy from "./policy.ts";
import register from "./register.ts";

export default { organisation, register, policy, ladder, common } as const;
