/** A file on record in the room of preparation: of a notice, withdrawn or not, or the scan of minutes. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPreparationFile } from "#app/queries/preparation/find-preparation-file.server.ts";
import { respondWithStoredFile } from "#app/routes/downloads/stored-file-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.preparation, within: "scope" } },
  async ({ request, runtime, params, scope }) => {
    const { of, record } = params;
    if (of !== "notices" && of !== "meetings") throw notFound();
    const asked = { competitionId: String(scope.competitionId), of, id: String(record) } as const;
    return respondWithStoredFile(request, await findPreparationFile(runtime, asked), "private");
  },
);
