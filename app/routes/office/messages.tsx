/** 消息: organisers write to people of the competition, and see of everything that was sent how far it was read. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { MailPlus, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { SentMessage } from "#app/domain/messages/views.ts";
import { AUDIENCES } from "#app/domain/messages/writing.ts";
import { WriteMessageSchema } from "#app/forms/messages.ts";
import { useMessageText } from "#app/i18n/message-text.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listAddressees } from "#app/queries/messages/list-addressees.server.ts";
import { listSent } from "#app/queries/messages/list-sent.server.ts";
import { writeMessage } from "#app/services/messages/write-message.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import classes from "#app/ui/messages/messages.module.css";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.messages, within: "scope" } },
  async ({ runtime, actor, scope }) => {
    const competitionId = String(scope.competitionId);
    return {
      sent: await listSent(runtime, competitionId),
      addressees: hasRole(actor.grants, OFFICE_ACTORS, scope) ? await listAddressees(runtime, competitionId) : null,
    };
  },
);

export const action = defineAction({
  "write-message": defineIntent({
    access: { roles: OFFICE_ACTORS, within: "scope" },
    form: WriteMessageSchema,
    run: ({ runtime, actor, scope, input }) =>
      writeMessage(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "messages:room.title" };

export default function Messages() {
  const { sent, addressees } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("messages");
  const say = useMessageText();
  const columns: readonly Column<SentMessage>[] = [
    {
      id: "message",
      header: t("room.table.message"),
      isRowHeader: true,
      cell: (message) => {
        const { title, text } = say(message);
        return (
          <span className={classes.stack}>
            <Link to={message.id}>{title}</Link>
            <span className={classes.text}>{text}</span>
          </span>
        );
      },
    },
    {
      id: "sent",
      header: t("room.table.sent"),
      sortBy: ({ sentAt }) => sentAt,
      cell: ({ sentAt, sentBy }) => (
        <span className={classes.stack}>
          <When at={sentAt} />
          <span>{sentBy ?? t("inbox.bySystem")}</span>
        </span>
      ),
    },
    {
      id: "read",
      header: t("room.table.read"),
      align: "end",
      noWrap: true,
      sortBy: ({ receivers, read }) => receivers - read,
      cell: ({ receivers, receiver, read }) => (
        <span className={classes.stack}>
          {receiver !== null && <span>{receiver}</span>}
          <span>{t("room.readOf", { read, receivers })}</span>
        </span>
      ),
    },
  ];
  const filters: readonly Filter<SentMessage>[] = [
    {
      id: "by",
      label: t("room.table.by"),
      options: [
        { value: "people", label: t("room.byPeople") },
        { value: "system", label: t("inbox.bySystem") },
      ],
      matches: ({ sentBy }, value) => (sentBy === null) === (value === "system"),
    },
  ];
  return (
    <>
      <PageHeader title={t("room.title")} description={t("room.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("room.sent", { count: answer.value.count })}
        </Notice>
      )}
      {addressees && <WriteForm addressees={addressees} refusals={refusalsOf(answer, "write-message")} />}
      <div>
        <DataTable
          caption={t("room.caption")}
          rows={sent}
          rowKey={({ id }) => id}
          columns={columns}
          filters={filters}
          search={(message) => [...Object.values(say(message)), message.receiver ?? ""].join(" ")}
          empty={<EmptyState icon={Send} title={t("room.empty")} hint={t("room.emptyHint")} />}
        />
      </div>
    </>
  );
}

const FIELDS = ["to", "eventId", "delegationId", "title", "text"] as const;

type WriteFormProps = {
  addressees: Awaited<ReturnType<typeof listAddressees>>;
  refusals: ReturnType<typeof refusalsOf>;
};

function WriteForm({ addressees, refusals }: WriteFormProps) {
  const { t } = useTranslation("messages");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("messages", refusals, FIELDS);
  const { events, delegations } = addressees;
  return (
    <Disclosure id="write" label={t("room.write")} icon={MailPlus} open={refusals.length > 0}>
      <Form method="post" className={classes.form}>
        <Refusals namespace="messages" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="to"
            label={t("room.fields.to")}
            error={errorOf("to")}
            data={AUDIENCES.map((value) => ({ value, label: t(`room.audience.${value}`) }))}
          />
          <NativeSelect
            name="eventId"
            label={t("room.fields.event")}
            error={errorOf("eventId")}
            data={[{ value: "", label: t("room.anyEvent") }, ...events.map((one) => ({ value: one.id, label: named(one) }))]}
          />
          <NativeSelect
            name="delegationId"
            label={t("room.fields.delegation")}
            error={errorOf("delegationId")}
            data={[
              { value: "", label: t("room.anyDelegation") },
              ...delegations.map((one) => ({ value: one.id, label: named(one) })),
            ]}
          />
        </div>
        <TextInput name="title" label={t("room.fields.title")} maxLength={100} required error={errorOf("title")} />
        <Textarea
          name="text"
          label={t("room.fields.text")}
          description={t("room.fields.textHint")}
          rows={5}
          maxLength={2000}
          required
          error={errorOf("text")}
          {...hintBelow}
        />
        <ActButton intent="write-message" namespace="messages" icon={Send}>
          {t("room.send")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
