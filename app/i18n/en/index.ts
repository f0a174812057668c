/** All English namespaces, the same as the Chinese ones. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/index.ts";
import common from "./common.ts";

export default { common } as const satisfies Same<typeof zh>;
