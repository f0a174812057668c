/** A photo of an own entry's member, shown inline; every other file is opened by a request that is put on record. */
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { openAttachment, respondWithPhoto } from "#app/routes/downloads/attachment-response.server.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime, params, scope }) =>
  respondWithPhoto(runtime, {
    within: { delegationId: String(scope.delegationId) },
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
        within: { delegationId: String(scope.delegationId) },
        entryId: String(params.entry),
        attachmentId: String(params.attachment),
      }),
  }),
});
