/** An amount with thousands separators and its unit; unknown is said, and is not zero. */
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";
import { useFormats } from "./use-formats.ts";

export type MoneyProps = {
  /** In fen; null where no amount is known. */
  fen: number | null;
};

export function Money({ fen }: MoneyProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return <span className={`tabular ${classes.figure}`}>{fen === null ? t("money.unknown") : formats.money(fen)}</span>;
}
