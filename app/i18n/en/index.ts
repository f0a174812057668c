/** All English namespaces, the same as the Chinese ones. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/index.ts";
import common from "./common.ts";
import ladder from "./ladder.ts";
import organisation from "./organisation.ts";
import policy from "./policy.ts";
import register from "./register.ts";

export default { organisation, register, policy, ladder, common } as const satisfies Same<typeof zh>;
