/** A native file input over a field that also takes a dropped file; it works without scripts. */
import { FileSpreadsheet, type LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./file-drop.module.css";
import { useFormats } from "./use-formats.ts";

export type FileDropProps = {
  name: string;
  label: string;
  /** As in the input: ".xlsx,.xls,.csv". */
  accept: string;
  hint?: string;
  required?: boolean;
  /** Says so before the file travels. */
  maximumBytes?: number;
  error?: string;
  icon?: LucideIcon;
};

export function FileDrop(props: FileDropProps) {
  const { name, label, accept, hint, required, maximumBytes, error, icon: Icon = FileSpreadsheet } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [file, setFile] = useState<{ name: string; size: number } | null>(null);
  const [isOver, setOver] = useState(false);
  const size = file && formats.bytes(file.size);
  const isTooLarge = file !== null && maximumBytes !== undefined && file.size > maximumBytes;
  const tooLarge = isTooLarge ? t("file.tooLarge", { size: size ?? "", limit: formats.bytes(maximumBytes) }) : undefined;
  const problem = tooLarge ?? (file ? undefined : error);
  const terms = [
    t("file.accept", { formats: accept.replaceAll(",", " ") }),
    ...(maximumBytes === undefined ? [] : [t("file.limit", { size: formats.bytes(maximumBytes) })]),
  ];
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
        {required && (
          <span className={classes.required} aria-hidden="true">
            {" *"}
          </span>
        )}
      </label>
      {hint && <p className={classes.hint}>{hint}</p>}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        data-chosen={file !== null || undefined}
        data-error={problem ? true : undefined}
      >
        <Icon size={28} strokeWidth={1.5} aria-hidden="true" />
        <div aria-live="polite">
          <p className={classes.prompt}>{file ? t("file.chosen", { name: file.name, size: size ?? "" }) : t("file.choose")}</p>
          <p className={classes.terms} id={`${id}-terms`}>
            {file && !isTooLarge ? t("file.replace") : terms.join(" · ")}
          </p>
        </div>
        <input
          id={id}
          type="file"
          name={name}
          accept={accept}
          required={required}
          aria-describedby={`${id}-terms${problem ? ` ${id}-error` : ""}`}
          aria-invalid={problem ? true : undefined}
          className={classes.input}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            setFile(chosen ? { name: chosen.name, size: chosen.size } : null);
          }}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
        />
      </div>
      {problem && (
        <p className={classes.error} id={`${id}-error`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
