/** All Chinese namespaces; English mirrors this list. */

import account from "./account.ts";
import certificate from "./certificate.ts";
import common from "./common.ts";
import competition from "./competition.ts";
import ladder from "./ladder.ts";
import organisation from "./organisation.ts";
import policy from "./policy.ts";
import register from "./register.ts";
import registration from "./registration.ts";

export default { account, competition, organisation, registration, register, policy, ladder, common, certificate } as const;
