/** 批量上传照片和材料: a leader's files named by people, what each would be stored as, and the confirmation that stores them all. */
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { takesAttachments } from "#app/domain/registration/window.ts";
import {
  AddBatchFilesSchema,
  DropBatchFilesSchema,
  PlaceBatchFileSchema,
  readGivenFiles,
  StoreBatchSchema,
} from "#app/forms/attachment-batch.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { findAttachmentBatch } from "#app/queries/registration/find-attachment-batch.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { addBatchFiles } from "#app/services/registration/add-batch-files.server.ts";
import { cancelAttachmentBatch } from "#app/services/registration/cancel-attachment-batch.server.ts";
import { dropBatchFiles } from "#app/services/registration/drop-batch-files.server.ts";
import { placeBatchFile } from "#app/services/registration/place-batch-file.server.ts";
import { storeAttachmentBatch } from "#app/services/registration/store-attachment-batch.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { BatchDrop } from "#app/ui/registration/batch-drop.tsx";
import { BatchPreview } from "#app/ui/registration/batch-preview.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, url }) => {
  const delegationId = String(scope.delegationId);
  const { delegation, competition, closed } = await getRoster(runtime, delegationId);
  const batch = await findAttachmentBatch(runtime, delegationId);
  return { delegation, competition, closed, batch, chosen: url.searchParams.get("file") };
});

export const action = defineAction({
  "add-batch-files": defineIntent({
    access: ACCESS,
    form: AddBatchFilesSchema,
    run: async ({ runtime, actor, scope, input }) =>
      addBatchFiles(runtime, actor, {
        competitionId: String(scope.competitionId),
        delegationId: String(scope.delegationId),
        files: await readGivenFiles(input.files),
      }),
  }),
  "place-batch-file": defineIntent({
    access: ACCESS,
    form: PlaceBatchFileSchema,
    run: ({ runtime, actor, scope, input }) =>
      placeBatchFile(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
  "drop-batch-files": defineIntent({
    access: ACCESS,
    form: DropBatchFilesSchema,
    run: ({ runtime, actor, scope, input }) =>
      dropBatchFiles(runtime, actor, { fileIds: input.files, delegationId: String(scope.delegationId) }),
  }),
  "store-attachment-batch": defineIntent({
    access: ACCESS,
    form: StoreBatchSchema,
    run: ({ runtime, actor, scope, input }) =>
      storeAttachmentBatch(runtime, actor, { ...input, delegationId: String(scope.delegationId) }),
  }),
  "cancel-attachment-batch": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => cancelAttachmentBatch(runtime, actor, { delegationId: String(scope.delegationId) }),
  }),
});

export const handle: PageHandle = { title: "attachmentBatch:title" };

export default function AttachmentBatch() {
  const { delegation, competition, closed, batch, chosen } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("attachmentBatch");
  // What an act has done is old news once more files were sent.
  const [passed, setPassed] = useState<typeof answer>(undefined);
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer !== passed && <Outcome />}
      {closed.length > 0 && (
        <Notice tone="info">
          <RefusalList namespace="attachmentBatch" refusals={closed} />
        </Notice>
      )}
      {takesAttachments(competition.phase) && (
        <BatchDrop
          isFirst={batch === null}
          onSend={() => setPassed(answer)}
          refusals={answer && !answer.ok && answer.intent === "add-batch-files" ? answer.refusals : []}
        />
      )}
      {batch && <BatchPreview batch={batch} chosen={chosen} />}
    </DelegationShell>
  );
}

/** What the last act did. */
function Outcome() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("attachmentBatch");
  if (!answer) return null;
  // What stands against the files is said beside them.
  if (!answer.ok)
    return answer.intent === "add-batch-files" ? null : <Refusals namespace="attachmentBatch" refusals={answer.refusals} />;
  const { value } = answer;
  const said =
    value === null
      ? t(answer.intent === "cancel-attachment-batch" ? "done.cancelled" : "done.placed")
      : "people" in value
        ? t("done.stored", value)
        : "added" in value
          ? t("done.added", value)
          : t("done.dropped", { count: value.dropped });
  return (
    <Notice tone="done" live>
      {said}
    </Notice>
  );
}
