/** The files of one list: as a paper to print and sign, as a workbook. */
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type papers from "#app/i18n/zh-CN/papers.ts";
import classes from "./paper-links.module.css";

export type PaperKind = keyof (typeof papers)["kinds"];
export type PaperFormat = "pdf" | "xlsx";

export function PaperLinks(props: {
  readonly kind: PaperKind;
  readonly files: readonly { readonly format: PaperFormat; readonly href: string }[];
  /** With the name of the paper before them. */
  readonly named?: boolean;
}) {
  const { kind, files, named = false } = props;
  const { t } = useTranslation("papers");
  const paper = t(`kinds.${kind}.title`);
  return (
    <span className={classes.files}>
      {named && <span>{paper}</span>}
      {files.map(({ format, href }) => {
        const label = t(format === "pdf" ? "pdf" : "excel");
        return (
          <a key={format} href={href} target="_blank" rel="noreferrer" aria-label={t("download", { paper, format: label })}>
            <FileDown size={16} aria-hidden="true" />
            {label}
          </a>
        );
      })}
    </span>
  );
}

/** A paper and its workbook at addresses that differ in their last part. */
export function inBothFormats(base: string, question = ""): { format: PaperFormat; href: string }[] {
  return (["pdf", "xlsx"] as const).map((format) => ({ format, href: `${base}/${format}${question}` }));
}
