/** The notes of a round as a list: by code, form, judge and time, with their photos. */
import { MessageSquareText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NoteLine } from "#app/domain/marking/note.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { When } from "#app/ui/when.tsx";
import { NotePhoto } from "./note-photo.tsx";
import classes from "./notes.module.css";

export function NoteTable({ notes, base, round }: { notes: readonly NoteLine[]; base: string; round: number | null }) {
  const { t } = useTranslation("marking");
  const ofCode = useCodeContext();
  const columns: readonly Column<NoteLine>[] = [
    {
      id: "code",
      header: t("matrix.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code }) => <span className="tabular">{code}</span>,
    },
    {
      id: "aspect",
      header: t("notes.aspect"),
      noWrap: true,
      sortBy: ({ aspectId }) => aspectId,
      cell: ({ aspectId }) => <span className="tabular">{aspectId}</span>,
    },
    { id: "judge", header: t("notes.judge"), noWrap: true, sortBy: ({ judge }) => judge, cell: ({ judge }) => judge },
    {
      id: "note",
      header: t("notes.note"),
      cell: (note) => (
        <div className={classes.note}>
          {note.text !== "" && <p className={classes.text}>{note.text}</p>}
          <NotePhoto note={note} base={base} round={round} />
        </div>
      ),
    },
    {
      id: "at",
      header: t("notes.at"),
      noWrap: true,
      sortBy: ({ receivedAt }) => receivedAt,
      cell: ({ receivedAt }) => <When at={receivedAt} />,
    },
  ];
  const filters: readonly Filter<NoteLine>[] = [
    {
      id: "sub-criterion",
      label: t("notes.subCriterion"),
      options: [...new Set(notes.map(({ subCriterionId }) => subCriterionId))].sort().map((value) => ({ value, label: value })),
      matches: ({ subCriterionId }, value) => subCriterionId === value,
    },
    {
      id: "photo",
      label: t("notes.photo"),
      options: [{ value: "with", label: t("notes.withPhoto") }],
      matches: ({ photo }) => photo !== "none",
    },
  ];
  return (
    <DataTable
      caption={t("notes.title")}
      rows={notes}
      rowKey={({ noteId }) => noteId}
      columns={columns}
      filters={filters}
      search={({ code, aspectId, judge, text }) => `${code} ${aspectId} ${judge} ${text}`}
      empty={<EmptyState icon={MessageSquareText} title={t("notes.empty")} hint={t("notes.emptyHint")} />}
    />
  );
}
