/** 收件箱: what one person was told, the newest first; opening a message leads to what it is about. */
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpenMessageSchema } from "#app/forms/messages.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listInbox } from "#app/queries/messages/list-inbox.server.ts";
import { openMessage, readAllMessages } from "#app/services/messages/read-messages.server.ts";
import { InboxList } from "#app/ui/messages/inbox-list.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";

export const loader = defineLoader({ access: "signed-in" }, async ({ runtime, actor }) => ({
  messages: await listInbox(runtime, { userId: actor.userId }),
}));

export const action = defineAction({
  "open-message": defineIntent({
    access: "signed-in",
    form: OpenMessageSchema,
    run: async ({ runtime, actor, input }) => {
      const opened = await openMessage(runtime, { userId: actor.userId }, input);
      return opened.ok && opened.value.path !== null ? redirect(opened.value.path) : opened;
    },
  }),
  "read-all": defineIntent({
    access: "signed-in",
    form: NoFieldsSchema,
    run: ({ runtime, actor }) => readAllMessages(runtime, { userId: actor.userId }),
  }),
});

export const handle: PageHandle = { title: "messages:inbox.title" };

export default function Inbox() {
  const { messages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("messages");
  return (
    <PublicShell>
      <PageHeader title={t("inbox.title")} description={t("inbox.lead")} />
      <InboxList messages={messages} />
    </PublicShell>
  );
}
