/** Rules or marks of an unblinded round as a file, for whoever checks the results before they are published. */
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { respondWithTrialFile } from "#app/routes/downloads/trial-file-response.server.ts";

export const loader = defineLoader(
  { access: { roles: [...OFFICE_ACTORS, "supervisor", "chief-judge", "tally-clerk"], within: "scope" } },
  ({ runtime, params, scope }) => respondWithTrialFile(runtime, { roundId: scope.roundId, name: params.file, reader: "office" }),
);
