/** The scan of a leaders' meeting's minutes, for the team leaders of its competition. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { findMinutesScan } from "#app/queries/preparation/list-leaders-meetings.server.ts";
import { respondWithStoredFile } from "#app/routes/downloads/stored-file-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["team-leader"], within: "scope" } },
  async ({ request, runtime, params, scope }) => {
    const asked = { delegationId: String(scope.delegationId), meetingId: String(params.meeting) };
    return respondWithStoredFile(request, await findMinutesScan(runtime, asked), "private");
  },
);
