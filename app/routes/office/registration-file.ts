/** A photo of an entry that was handed in, shown inline; every other file is opened by a request that is put on record. */
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { openAttachment, respondWithPhoto } from "#app/routes/downloads/attachment-response.server.ts";

const ACCESS = { roles: ["reviewer", "organiser"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime, params, scope }) =>
  respondWithPhoto(runtime, {
    within: { competitionId: String(scope.competitionId) },
    entryId: String(params.entry),
    attachmentId: String(params.attachment),
  }),
);

export const action = defineAction({
  "open-attachment": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, params, scope }) =>
      openAttachment(runtime, actor, {
        within: { competitionId: String(scope.competitionId) },
        entryId: String(params.entry),
        attachmentId: String(params.attachment),
      }),
  }),
});
