/** The file of a notice or technical document that stands, for everyone. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { findNoticeFile } from "#app/queries/public/find-notice.server.ts";
import { respondWithStoredFile } from "#app/routes/downloads/stored-file-response.server.ts";

export const loader = defineLoader({ access: "public" }, async ({ request, runtime, params, scope }) => {
  const asked = { competitionId: String(scope.competitionId), noticeId: String(params.notice) };
  return respondWithStoredFile(request, await findNoticeFile(runtime, asked), "public");
});
