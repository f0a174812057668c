/** The log of the system to take away: whole, or its signed heads. */

import { SYSTEM_CHAIN } from "#app/domain/audit/chain.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { respondWithLog } from "#app/routes/downloads/log-response.server.ts";

export const loader = defineLoader({ access: { roles: ["administrator"], within: "scope" } }, async ({ runtime, params }) => {
  const response = await respondWithLog(runtime, { chain: SYSTEM_CHAIN, file: params.log, name: SYSTEM_CHAIN });
  if (response === null) throw notFound();
  return response;
});
