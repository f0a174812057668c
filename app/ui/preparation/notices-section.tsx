/** Notices and technical documents in the office: the form that publishes one, and the list of all that were. */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { Ban, FileText, FileUp, Megaphone, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LARGEST_NOTICE_BYTES, NOTICE_KINDS } from "#app/domain/preparation/notice.ts";
import type { EventInPreparation, NoticeRow } from "#app/domain/preparation/views.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./notices.module.css";

export type NoticesSectionProps = {
  notices: readonly NoticeRow[];
  events: readonly EventInPreparation[];
  /** Its code. */
  competition: string;
  /** The version that a new one is to replace; null: a new document. */
  replaced: NoticeRow | null;
  refusals: readonly Refusal[];
  mayAct: boolean;
};

export function NoticesSection({ notices, events, competition, replaced, refusals, mayAct }: NoticesSectionProps) {
  const { t } = useTranslation("preparation");
  const named = useNamed();
  const formats = useFormats();
  const columns: readonly Column<NoticeRow>[] = [
    {
      id: "title",
      header: t("notices.table.title"),
      isRowHeader: true,
      cell: (notice) => (
        <span className={classes.stack}>
          <span className={classes.fileName}>{named(notice.title)}</span>
          <span className={classes.soft}>
            {t(`kind.${notice.kind}`)} · {t("version", { version: notice.version })}
          </span>
        </span>
      ),
    },
    {
      id: "scope",
      header: t("notices.table.scope"),
      cell: ({ event }) => (event ? named(event) : t("wholeCompetition")),
    },
    {
      id: "published",
      header: t("notices.table.published"),
      sortBy: ({ publishedAt }) => publishedAt,
      cell: ({ publishedAt, publishedBy }) => (
        <span className={classes.stack}>
          <When at={publishedAt} />
          <span className={classes.soft}>{t("notices.publishedBy", { name: publishedBy })}</span>
        </span>
      ),
    },
    {
      id: "state",
      header: t("notices.table.state"),
      cell: ({ withdrawn, isReplaced }) =>
        withdrawn
          ? t("notices.withdrawnBy", { name: withdrawn.by, time: formats.dateTime(withdrawn.at), reason: withdrawn.reason })
          : isReplaced
            ? t("replaced")
            : t("notices.standing"),
    },
    {
      id: "act",
      header: t("notices.table.act"),
      cell: (notice) => <Acts notice={notice} competition={competition} mayAct={mayAct} title={named(notice.title)} />,
    },
  ];
  const filters: readonly Filter<NoticeRow>[] = [
    {
      id: "kind",
      label: t("notices.fields.kind"),
      options: NOTICE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      matches: ({ kind }, value) => kind === value,
    },
  ];
  return (
    <Section id="notices" title={t("notices.title")} description={t("notices.description")}>
      {mayAct && <NoticeForm key={replaced?.id ?? "new"} events={events} replaced={replaced} refusals={refusals} />}
      <DataTable
        name="notices"
        caption={t("notices.caption")}
        rows={notices}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={(notice) => `${named(notice.title)} ${notice.event ? named(notice.event) : ""}`}
        rowTone={({ withdrawn, isReplaced }) => (withdrawn || isReplaced ? "off" : undefined)}
        empty={<EmptyState icon={FileText} title={t("notices.empty")} hint={t("notices.emptyHint")} />}
      />
    </Section>
  );
}

const FIELDS = ["kind", "eventId", "title", "titleEn", "body", "file"] as const;

function NoticeForm({ events, replaced, refusals }: Pick<NoticesSectionProps, "events" | "replaced" | "refusals">) {
  const { t } = useTranslation("preparation");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("preparation", refusals, FIELDS);
  return (
    <Disclosure
      id="notice"
      label={replaced ? t("notices.replacing", { title: named(replaced.title) }) : t("notices.add")}
      icon={replaced ? PencilLine : Megaphone}
      open={replaced !== null || refusals.length > 0}
    >
      <Form method="post" encType="multipart/form-data" className={classes.form}>
        <Refusals namespace="preparation" refusals={others} />
        <input type="hidden" name="replacesId" value={replaced?.id ?? ""} />
        {replaced && <input type="hidden" name="kind" value={replaced.kind} />}
        <div className={form.grid}>
          {!replaced && (
            <>
              <NativeSelect
                name="kind"
                label={t("notices.fields.kind")}
                error={errorOf("kind")}
                data={NOTICE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
              />
              <NativeSelect
                name="eventId"
                label={t("notices.fields.event")}
                error={errorOf("eventId")}
                data={[
                  { value: "", label: t("wholeCompetition") },
                  ...events.map((event) => ({ value: event.id, label: named(event) })),
                ]}
              />
            </>
          )}
          <TextInput
            name="title"
            label={t("notices.fields.title")}
            defaultValue={replaced?.title.name}
            maxLength={120}
            required
            error={errorOf("title")}
          />
          <TextInput
            name="titleEn"
            label={t("notices.fields.titleEn")}
            description={t("notices.fields.titleEnHint")}
            defaultValue={replaced?.title.nameEn}
            maxLength={200}
            error={errorOf("titleEn")}
            {...hintBelow}
          />
        </div>
        <Textarea
          name="body"
          label={t("notices.fields.body")}
          description={t("notices.fields.bodyHint")}
          rows={8}
          maxLength={20_000}
          error={errorOf("body")}
          {...hintBelow}
        />
        <FileDrop
          name="file"
          label={t("notices.fields.file")}
          accept=".pdf"
          maximumBytes={LARGEST_NOTICE_BYTES}
          icon={FileUp}
          error={errorOf("file")}
        />
        <div className={classes.reason}>
          <ActButton
            intent="publish-notice"
            namespace="preparation"
            icon={Megaphone}
            consequence={t("notices.publishConsequence")}
          >
            {t("notices.publish")}
          </ActButton>
          {replaced && (
            <Button component={Link} to="?" variant="default" size="sm">
              {t("notices.cancel")}
            </Button>
          )}
        </div>
      </Form>
    </Disclosure>
  );
}

function Acts(props: { notice: NoticeRow; competition: string; mayAct: boolean; title: string }) {
  const { notice, competition, mayAct, title } = props;
  const { t } = useTranslation("preparation");
  const isStanding = !notice.withdrawn && !notice.isReplaced;
  return (
    <div className={classes.acts}>
      {!notice.withdrawn && (
        <Link to={`/competitions/${competition}/notices/${notice.id}`} aria-label={`${t("notices.open")} ${title}`}>
          {t("notices.open")}
        </Link>
      )}
      {notice.fileName && (
        <a href={`/office/${competition}/preparation/notices/${notice.id}`} download aria-label={`${t("notices.file")} ${title}`}>
          {t("notices.file")}
        </a>
      )}
      {mayAct && isStanding && (
        <>
          <Link to={`?replaces=${notice.id}#notice`} aria-label={`${t("notices.newVersion")} ${title}`}>
            {t("notices.newVersion")}
          </Link>
          <details className={classes.withdraw}>
            <summary aria-label={`${t("notices.withdraw")} ${title}`}>{t("notices.withdraw")}</summary>
            <Form method="post" className={classes.reason}>
              <input type="hidden" name="noticeId" value={notice.id} />
              <TextInput
                name="reason"
                maxLength={500}
                required
                aria-label={`${t("notices.withdrawReason")} ${title}`}
                placeholder={t("notices.withdrawReason")}
              />
              <ActButton intent="withdraw-notice" namespace="preparation" icon={Ban} look="grave">
                {t("notices.withdraw")}
              </ActButton>
            </Form>
          </details>
        </>
      )}
    </div>
  );
}
