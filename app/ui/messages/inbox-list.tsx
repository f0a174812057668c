/** The messages of one inbox: unread ones stand out, each is opened or marked as read, or all at once. */
import { Button } from "@mantine/core";
import { Form, Link, useSearchParams } from "@remix-run/react";
import { ArrowRight, Check, CheckCheck, Inbox, Mail, MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { InboxMessage } from "#app/domain/messages/views.ts";
import { useMessageText } from "#app/i18n/message-text.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./messages.module.css";

export function InboxList({ messages }: { messages: readonly InboxMessage[] }) {
  const { t } = useTranslation("messages");
  const [parameters] = useSearchParams();
  const unread = messages.filter(({ readAt }) => readAt === null);
  const isUnreadOnly = parameters.get("show") === "unread";
  const shown = isUnreadOnly ? unread : messages;
  if (messages.length === 0) return <EmptyState icon={Inbox} title={t("inbox.empty")} hint={t("inbox.emptyHint")} />;
  return (
    <>
      <div className={classes.tools}>
        <nav aria-label={t("inbox.filter")} className={classes.filter}>
          <Link to="?" aria-current={isUnreadOnly ? undefined : "page"} preventScrollReset>
            {t("inbox.all", { count: messages.length })}
          </Link>
          <Link to="?show=unread" aria-current={isUnreadOnly ? "page" : undefined} preventScrollReset>
            {t("inbox.unread", { count: unread.length })}
          </Link>
        </nav>
        {unread.length > 0 && (
          <Form method="post">
            <Button
              type="submit"
              name="intent"
              value="read-all"
              variant="default"
              size="sm"
              leftSection={<CheckCheck size={18} aria-hidden="true" />}
            >
              {t("inbox.readAll")}
            </Button>
          </Form>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={MailOpen} title={t("inbox.nothingUnread")} />
      ) : (
        <ul className={classes.list}>
          {shown.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ul>
      )}
    </>
  );
}

function MessageLine({ message }: { message: InboxMessage }) {
  const { t } = useTranslation("messages");
  const say = useMessageText();
  const named = useNamed();
  const formats = useFormats();
  const { title, text } = say(message);
  const isUnread = message.readAt === null;
  const Icon = isUnread ? Mail : MailOpen;
  return (
    <li className={classes.line} data-unread={isUnread || undefined}>
      <Icon size={20} role="img" aria-label={isUnread ? t("inbox.isUnread") : t("inbox.isRead")} />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        <p className={classes.text}>{text}</p>
        <p className={classes.aside}>
          <When at={message.sentAt} relative />
          {message.competition && <span>{named(message.competition)}</span>}
          <span>{message.sentBy === null ? t("inbox.bySystem") : t("inbox.by", { name: message.sentBy })}</span>
          {message.readAt && <span>{t("inbox.readAt", { time: formats.dateTime(message.readAt) })}</span>}
        </p>
      </div>
      {(isUnread || message.path) && (
        <Form method="post">
          <input type="hidden" name="receiptId" value={message.id} />
          <Button
            type="submit"
            name="intent"
            value="open-message"
            variant="default"
            size="sm"
            aria-label={`${message.path ? t("inbox.open") : t("inbox.markRead")} ${title}`}
            leftSection={message.path ? <ArrowRight size={18} aria-hidden="true" /> : <Check size={18} aria-hidden="true" />}
          >
            {message.path ? t("inbox.open") : t("inbox.markRead")}
          </Button>
        </Form>
      )}
    </li>
  );
}
