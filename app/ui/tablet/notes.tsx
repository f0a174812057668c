/** A judge's comments and photos on an aspect: kept on the device, delivered like values. */
import { Camera } from "lucide-react";
import { type ChangeEvent, type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { JudgeForm } from "#app/domain/tablet/day.ts";
import { LONGEST_COMMENT } from "#app/live/tablet/limits.ts";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./notes.module.css";
import { Unkept } from "./unkept.tsx";

export function Notes({ front, form, aspectId }: { front: Person; form: JudgeForm; aspectId: string }) {
  const { t } = useTranslation("tablet");
  const formats = useFormats();
  const id = useId();
  const { isSecure } = useTablet();
  const [text, setText] = useState("");
  const [isKeeping, setIsKeeping] = useState(false);
  const [isUnusable, setIsUnusable] = useState(false);
  const { formId } = form;
  const notes = useOutbox(front.outbox).kept.flatMap(({ key, act, fate }) =>
    act.kind === "note" && act.entry.formId === formId && act.entry.aspectId === aspectId ? [{ key, note: act.entry, fate }] : [],
  );

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === "" || isKeeping) return;
    setIsKeeping(true);
    const isKept = await getTablet().note({ formId, aspectId, text: text.trim(), photo: null });
    setIsKeeping(false);
    if (isKept) setText("");
  }

  async function take(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const field = event.currentTarget;
    const [file] = field.files ?? [];
    if (!file) return;
    const { shrinkPhoto } = await import("#app/live/tablet/shrink-photo.ts");
    const photo = await shrinkPhoto(file);
    field.value = "";
    setIsUnusable(photo === null);
    if (photo !== null) await getTablet().note({ formId, aspectId, text: "", photo });
  }

  return (
    <>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <label htmlFor={id}>{t("note.text")}</label>
        <textarea
          id={id}
          className={classes.text}
          rows={2}
          maxLength={LONGEST_COMMENT}
          value={text}
          readOnly={isKeeping}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.acts}>
          <button type="submit" className={classes.act} disabled={text.trim() === ""}>
            {t("note.add")}
          </button>
          {isSecure && (
            <label className={classes.act}>
              <Camera size={20} aria-hidden="true" />
              {t("note.photo")}
              <input
                type="file"
                accept="image/*"
                capture="environment"
                className={classes.file}
                onChange={(event) => void take(event)}
              />
            </label>
          )}
        </div>
        {isUnusable && <p role="alert">{t("note.tooLarge")}</p>}
        <Unkept />
      </form>
      {notes.length > 0 && (
        <ul className={classes.list} aria-label={t("note.kept")}>
          {notes.map(({ key, note, fate }) => (
            <li key={key} className={classes.note}>
              {note.photo !== null && (
                <img className={classes.photo} src={`data:image/jpeg;base64,${note.photo}`} alt={t("note.photoOf")} />
              )}
              <span>{note.text}</span>
              <span className={classes.fate} data-state={fate.state}>
                {fate.state === "waiting" && t("fate.waiting")}
                {fate.state === "arrived" && t("fate.arrived", { time: formats.time(fate.at) })}
              </span>
              {fate.state === "refused" && <Refusals namespace="marking" refusals={fate.refusals as readonly Refusal[]} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
