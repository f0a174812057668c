/** The comments and photos of one form, beside its values. */
import { useTranslation } from "react-i18next";
import type { NoteLine } from "#app/domain/marking/note.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { NotePhoto } from "./note-photo.tsx";
import classes from "./notes.module.css";

export function FormNotes({ notes, base, round }: { notes: readonly NoteLine[]; base: string; round: number | null }) {
  const { t } = useTranslation("marking");
  const formats = useFormats();
  return (
    <ul className={classes.list}>
      {notes.map((note) => (
        <li key={note.noteId} className={classes.note}>
          <p className={`tabular ${classes.head}`}>
            {t("notes.line", { aspect: note.aspectId, name: note.judge, time: formats.dateTime(note.receivedAt) })}
          </p>
          {note.text !== "" && <p className={classes.text}>{note.text}</p>}
          <NotePhoto note={note} base={base} round={round} />
        </li>
      ))}
    </ul>
  );
}
