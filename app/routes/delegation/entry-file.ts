/** A photo of an own entry's member, shown inline; every other file is opened by a request that is put on record. */
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { respondWithAttachment } from "#app/routes/downloads/attachment-response.server.ts";
import { viewAttachment } from "#app/services/registration/view-attachment.server.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params, scope }) => {
  const photo = await findPhoto(runtime, {
    within: { delegationId: String(scope.delegationId) },
    entryId: String(params.entry),
    attachmentId: String(params.attachment),
  });
  if (photo === null) throw notFound();
  return respondWithAttachment({ ...photo, kind: "photo" });
});

export const action = defineAction({
  "open-attachment": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: async ({ runtime, actor, params, scope }) => {
      const opened = await viewAttachment(runtime, actor, {
        within: { delegationId: String(scope.delegationId) },
        entryId: String(params.entry),
        attachmentId: String(params.attachment),
      });
      if (!opened.ok) throw notFound();
      return respondWithAttachment(opened.value);
    },
  }),
});
