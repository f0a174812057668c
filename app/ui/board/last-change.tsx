/** What changed last on a board, and when. */
import { useTranslation } from "react-i18next";
import { type BoardSnapshot, findLastChanged } from "#app/domain/board/board.ts";
import { useFormats } from "#app/ui/use-formats.ts";

/** Nothing for boards that show no rows, and for published ones, which do not change. */
export function LastChange({ board }: { board: BoardSnapshot }) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  if (board.disclosure !== "blind") return null;
  const last = findLastChanged(board.rows);
  if (!last?.changedAt) return <span>{t("nothingChanged")}</span>;
  return <span className="tabular">{t("lastChanged", { who: last.publicCode ?? "", time: formats.time(last.changedAt) })}</span>;
}
