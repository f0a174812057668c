/** One message of the competition: whom it went to, and who read it when. */
import { useLoaderData } from "@remix-run/react";
import { MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { Receiver } from "#app/domain/messages/views.ts";
import { useMessageText } from "#app/i18n/message-text.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findSent, listReceivers } from "#app/queries/messages/list-sent.server.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import classes from "#app/ui/messages/messages.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.messages, within: "scope" } },
  async ({ runtime, scope, params }) => {
    const asked = { competitionId: String(scope.competitionId), messageId: String(params.message) };
    const message = await findSent(runtime, asked);
    const receivers = await listReceivers(runtime, asked);
    if (message === null || receivers === null) throw notFound();
    return { message, receivers };
  },
);

export const handle: PageHandle = { title: "messages:room.one" };

export default function Message() {
  const { message, receivers } = useLoaderData<typeof loader>();
  const { t } = useTranslation("messages");
  const { title, text } = useMessageText()(message);
  const read = receivers.filter(({ readAt }) => readAt !== null).length;
  const columns: readonly Column<Receiver>[] = [
    {
      id: "who",
      header: t("room.table.who"),
      isRowHeader: true,
      cell: ({ name, isCompetitor }) => (isCompetitor ? t("room.competitor", { numbers: name }) : name),
    },
    {
      id: "read",
      header: t("room.table.readAt"),
      sortBy: ({ readAt }) => readAt,
      cell: ({ readAt }) => (readAt ? <When at={readAt} /> : t("inbox.isUnread")),
    },
  ];
  const filters: readonly Filter<Receiver>[] = [
    {
      id: "state",
      label: t("room.table.read"),
      options: [
        { value: "unread", label: t("inbox.isUnread") },
        { value: "read", label: t("inbox.isRead") },
      ],
      matches: ({ readAt }, value) => (readAt === null) === (value === "unread"),
    },
  ];
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[{ label: t("room.title"), to: ".." }]}
        description={t("room.readOf", { read, receivers: receivers.length })}
      />
      <p className={classes.text}>{text}</p>
      <DataTable
        caption={t("room.receivers")}
        rows={receivers}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={({ name }) => name}
        empty={<EmptyState icon={MailOpen} title={t("room.empty")} />}
      />
    </>
  );
}
