/** What each file of a batch would be stored as: those to settle first, then the others, and the confirmation. */
import { Button } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CircleX, Save, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import type { AttachmentBatchView, BatchLineView } from "#app/domain/registration/attachment-batch-view.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./attachment-batch.module.css";
import { SettleFile, usePersonLabel } from "./settle-file.tsx";

/** So many are settled at a time: each has the whole delegation to choose from. */
const SETTLED_AT_ONCE = 20;

export type BatchPreviewProps = {
  readonly batch: AttachmentBatchView;
  /** The file that is looked at once more, though nothing stands against it. */
  readonly chosen: string | null;
};

export function BatchPreview({ batch, chosen }: BatchPreviewProps) {
  const { t } = useTranslation("attachmentBatch");
  const { lines, people, digest, unmet } = batch;
  const open = lines.filter(({ refusals }) => refusals.length > 0);
  const ready = lines.filter(({ refusals }) => refusals.length === 0);
  const again = ready.filter(({ fileId }) => fileId === chosen);
  const toSettle = [...again, ...open];
  const settled = toSettle.slice(0, SETTLED_AT_ONCE);
  const replacing = ready.filter(({ replaces }) => replaces).length;
  return (
    <>
      <Section title={t("preview")} description={t("previewHint")}>
        <Stats>
          <Stat label={t("count.files")} value={lines.length} />
          <Stat label={t("count.ready")} value={ready.length} />
          <Stat label={t("count.replacing")} value={replacing} />
          <Stat label={t("count.open")} value={open.length} tone={open.length > 0 ? "act" : "plain"} />
        </Stats>
        <div className={classes.acts}>
          <Form method="post" action="?">
            <input type="hidden" name="digest" value={digest} />
            <ActButton
              intent="store-attachment-batch"
              namespace="attachmentBatch"
              icon={Save}
              unmet={unmet}
              consequence={t("storeHint", { count: ready.length })}
            >
              {t("store")}
            </ActButton>
          </Form>
          <Form method="post" action="?">
            <ActButton intent="cancel-attachment-batch" namespace="attachmentBatch" icon={CircleX} look="grave">
              {t("cancel")}
            </ActButton>
          </Form>
        </div>
      </Section>
      {settled.length > 0 && (
        <Section
          title={t("settle.title", { count: toSettle.length })}
          description={t("settle.hint")}
          actions={<DropOpen open={open} />}
        >
          <ul className={classes.settle}>
            {settled.map((line) => (
              <SettleFile key={line.fileId} line={line} people={people} />
            ))}
          </ul>
          {toSettle.length > settled.length && (
            <p className={classes.soft}>{t("settle.more", { count: toSettle.length - settled.length })}</p>
          )}
        </Section>
      )}
      {ready.length > 0 && (
        <Section title={t("ready.title")}>
          <ReadyTable lines={ready} />
        </Section>
      )}
    </>
  );
}

/** All that are not settled, at once. */
function DropOpen({ open }: { readonly open: readonly BatchLineView[] }) {
  const { t } = useTranslation("attachmentBatch");
  if (open.length < 2) return null;
  return (
    <Form method="post" action="?">
      {open.map(({ fileId }) => (
        <input key={fileId} type="hidden" name="files[]" value={fileId} />
      ))}
      <Button
        type="submit"
        name="intent"
        value="drop-batch-files"
        variant="default"
        leftSection={<Trash2 size={16} aria-hidden="true" />}
      >
        {t("settle.dropAll", { count: open.length })}
      </Button>
    </Form>
  );
}

function ReadyTable({ lines }: { readonly lines: readonly BatchLineView[] }) {
  const { t } = useTranslation("attachmentBatch");
  const word = useWord();
  const formats = useFormats();
  const labelOf = usePersonLabel();
  const columns: readonly Column<BatchLineView>[] = [
    {
      id: "file",
      header: t("column.file"),
      sortBy: ({ path }) => path,
      cell: ({ path, size }) => (
        <>
          <span className={classes.path}>{path}</span> <span className={classes.soft}>{formats.bytes(size)}</span>
        </>
      ),
    },
    {
      id: "person",
      header: t("column.person"),
      isRowHeader: true,
      sortBy: ({ person }) => person?.name ?? "",
      cell: ({ person }) =>
        person && (
          <>
            <div className={classes.name}>{labelOf(person)}</div>
            <div className={`tabular ${classes.soft}`}>{person.maskedDocument}</div>
          </>
        ),
    },
    {
      id: "kind",
      header: t("column.kind"),
      sortBy: ({ kind }) => (kind === null ? -1 : ATTACHMENT_KINDS.indexOf(kind)),
      cell: ({ kind }) => kind && word("attachmentKind", kind),
    },
    {
      id: "effect",
      header: t("column.effect"),
      noWrap: true,
      cell: ({ replaces }) => (replaces ? t("effect.replaces") : t("effect.adds")),
    },
    {
      id: "actions",
      header: t("column.actions"),
      cell: ({ fileId, path }) => (
        <div className={classes.rowActs}>
          <a href={`?file=${fileId}`} aria-label={t("changeFile", { file: path })}>
            {t("change")}
          </a>
          <Form method="post" action="?">
            <input type="hidden" name="files[]" value={fileId} />
            <button
              type="submit"
              name="intent"
              value="drop-batch-files"
              className={classes.leave}
              aria-label={t("dropFile", { file: path })}
            >
              {t("dropOne")}
            </button>
          </Form>
        </div>
      ),
    },
  ];
  const filters: readonly Filter<BatchLineView>[] = [
    {
      id: "kind",
      label: t("column.kind"),
      options: ATTACHMENT_KINDS.filter((value) => lines.some(({ kind }) => kind === value)).map((value) => ({
        value,
        label: word("attachmentKind", value),
      })),
      matches: ({ kind }, value) => kind === value,
    },
  ];
  return (
    <DataTable
      caption={t("ready.title")}
      rows={lines}
      rowKey={({ fileId }) => fileId}
      columns={columns}
      filters={filters}
      search={({ path, person }) => `${path} ${person?.name ?? ""}`}
      empty={null}
    />
  );
}
