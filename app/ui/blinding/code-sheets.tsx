/** The sheets (加密表) of the layers that the reader keeps, to download. */
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BlindLayer, BlindWord } from "#app/domain/blinding/layers.ts";
import { SessionFiles } from "#app/ui/session-files.tsx";
import classes from "./blinding.module.css";

export type CodeSheetsProps = {
  sheets: readonly { readonly layer: BlindLayer; readonly from: BlindWord; readonly to: BlindWord }[];
  /** Address of the event in the office. */
  base: string;
  round: number;
  nameOf: (layer: BlindLayer) => string;
  /** Those whose works have codes, by number: where there are several, the sheet of one can be chosen. */
  sessions: readonly number[];
};

export function CodeSheets({ sheets, base, round, nameOf, sessions }: CodeSheetsProps) {
  const { t } = useTranslation("blinding");
  if (sheets.length === 0) return <p className={classes.soft}>{t("sheets.none")}</p>;
  return (
    <ul className={classes.sheets}>
      {sheets.map(({ layer, from, to }) => {
        const paper = t("sheets.of", { layer: nameOf(layer) });
        const files = (["pdf", "xlsx"] as const).map((format) => ({
          href: `${base}/code-sheets/${layer}/${format}?round=${round}`,
          label: t(format === "pdf" ? "sheets.pdf" : "sheets.excel"),
        }));
        return (
          <li key={layer}>
            <span className={classes.who}>
              {paper}
              <span className={classes.soft}>{t("sheets.content", { from: t(`word.${from}`), to: t(`word.${to}`) })}</span>
            </span>
            {sessions.length > 1 ? (
              <SessionFiles paper={paper} files={files} sessions={sessions} />
            ) : (
              <span className={classes.files}>
                {files.map(({ href, label }) => (
                  <a
                    key={href}
                    href={href}
                    target="_blank"
                    rel="noreferrer"
                    className={classes.file}
                    aria-label={t("sheets.download", { paper, format: label })}
                  >
                    <FileDown size={18} aria-hidden="true" />
                    {label}
                  </a>
                ))}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
