/** Rules or marks of a published round as a file, so that anyone can compute its results again. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { respondWithTrialFile } from "#app/routes/downloads/trial-file-response.server.ts";

export const loader = defineLoader({ access: "public" }, ({ runtime, params, scope }) =>
  respondWithTrialFile(runtime, { roundId: scope.roundId, name: params.file, reader: "public" }),
);
