/** The files of a list on screen: as Excel, and as text with commas. They say what the list says now, filters and order included. */
import { useLocation } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./paper-links.module.css";

const FORMATS = ["xlsx", "csv"] as const;
export function ListFiles({
  caption,
  page = "page",
}: {
  /** Of the list; no other on its page has the same. */
  caption: string;
  /** The parameter of the address that names its page. */
  page?: string;
}) {
  const { t } = useTranslation();
  const { search } = useLocation();
  return (
    <span className={classes.files}>
      {FORMATS.map((format) => {
        const parameters = new URLSearchParams(search);
        parameters.delete(page);
        parameters.set("list", caption);
        parameters.set("as", format);
        const label = t(`table.files.${format}`);
        return (
          <a key={format} href={`?${parameters}`} download aria-label={t("table.download", { name: caption, format: label })}>
            <FileDown size={16} aria-hidden="true" />
            {label}
          </a>
        );
      })}
    </span>
  );
}
