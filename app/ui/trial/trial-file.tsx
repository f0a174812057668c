/** One file of a trial calculation: chosen from the device, dropped, or pasted as text; it never leaves the browser. */
import { Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { decodeText } from "#app/domain/trial/csv.ts";
import classes from "./trial.module.css";

export type TrialFileProps = {
  label: string;
  hint: string;
  accept: string;
  text: string;
  onText: (text: string) => void;
};

export function TrialFile({ label, hint, accept, text, onText }: TrialFileProps) {
  const { t } = useTranslation("trial");
  const id = useId();
  return (
    <div className={classes.file}>
      <div className={classes.fileHead}>
        <label htmlFor={`${id}-text`} className={classes.label}>
          {label}
        </label>
        <label className={classes.choose}>
          <FileUp size={18} aria-hidden="true" />
          {t("choose")}
          <input
            type="file"
            accept={accept}
            className={classes.input}
            aria-label={`${t("choose")} ${label}`}
            onChange={async (event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (file) onText(decodeText(new Uint8Array(await file.arrayBuffer())));
              // The same file, corrected, can be chosen again.
              input.value = "";
            }}
          />
        </label>
      </div>
      <p className={classes.hint} id={`${id}-hint`}>
        {hint} · {t("paste")}
      </p>
      <Textarea
        id={`${id}-text`}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        autosize
        minRows={8}
        maxRows={14}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        classNames={{ input: classes.text }}
      />
    </div>
  );
}
