/** The photo of a judge's note, as a link to the file; or that it was erased. */
import { ImageOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NoteLine } from "#app/domain/marking/note.ts";
import classes from "./notes.module.css";

/** @param base the address of the event's notes, "/office/C/events/E/notes" @param round its number where the event has several */
export function NotePhoto({ note, base, round }: { note: NoteLine; base: string; round: number | null }) {
  const { t } = useTranslation("marking");
  const { noteId, photo, code, aspectId } = note;
  if (photo === "none") return null;
  if (photo === "erased") {
    return (
      <span className={classes.erased}>
        <ImageOff size={18} aria-hidden="true" />
        {t("notes.erased")}
      </span>
    );
  }
  const address = `${base}/${noteId}${round === null ? "" : `?round=${round}`}`;
  const label = t("notes.photoOf", { code, aspect: aspectId });
  return (
    <a href={address} download={`${code}-${aspectId}.jpg`} aria-label={t("notes.open", { photo: label })}>
      <img src={address} alt={label} className={classes.photo} loading="lazy" />
    </a>
  );
}
