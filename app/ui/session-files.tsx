/** The files of a paper that can be asked for by session: of all of the round, or of the one that is chosen. */
import { NativeSelect } from "@mantine/core";
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./session-files.module.css";

export type SessionFilesProps = {
  /** What is printed, as the reader calls it. */
  readonly paper: string;
  readonly files: readonly { readonly href: string; readonly label: string }[];
  /** Their numbers; there are several. */
  readonly sessions: readonly number[];
};

/** A form without scripts: it opens the file in a window of its own. */
export function SessionFiles({ paper, files, sessions }: SessionFilesProps) {
  const { t } = useTranslation("papers");
  const [first] = files;
  if (first === undefined) return null;
  // What stands after the question mark of a form's address is lost: it goes along as fields.
  const [, question = ""] = first.href.split("?");
  return (
    <form method="get" action={first.href} target="_blank" className={classes.files} rel="noopener">
      {[...new URLSearchParams(question)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <NativeSelect
        name="session"
        size="xs"
        aria-label={t("sessionOf", { paper })}
        data={[
          { value: "", label: t("allSessions") },
          ...sessions.map((number) => ({ value: String(number), label: t("sessionNumber", { number }) })),
        ]}
      />
      {files.map(({ href, label }) => (
        <button
          key={href}
          type="submit"
          formAction={href}
          className={classes.file}
          aria-label={t("download", { paper, format: label })}
        >
          <FileDown size={16} aria-hidden="true" />
          {label}
        </button>
      ))}
    </form>
  );
}
