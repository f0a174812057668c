/** The rows of a board: the one renderer for a phone, a page and the big screen. */
import { RefreshCw } from "lucide-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { type BoardRow, type BoardSnapshot, findLastChanged } from "#app/domain/board/board.ts";
import { keyOfRow } from "#app/domain/board/board-change.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { GoesOnBadge } from "#app/ui/rounds/goes-on-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./board-rows.module.css";
import { useRankMotion } from "./use-rank-motion.ts";

export type BoardRowsProps = {
  board: Pick<BoardSnapshot, "rows" | "disclosure" | "maximum">;
  /** What the list is; read out before its rows. */
  label: string;
  /** "screen" fills the height that it is given with `capacity` rows. */
  size: "page" | "screen";
  /** Rows that are shown, a part of the board's; all of them unless given. */
  shown?: readonly BoardRow[];
  capacity?: number;
};

export function BoardRows({ board, label, size, shown = board.rows, capacity }: BoardRowsProps) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  const list = useRankMotion<HTMLOListElement>();
  const isNamed = board.disclosure === "named";
  const last = isNamed ? null : findLastChanged(board.rows);
  return (
    <div className={classes.board} data-size={size} data-named={isNamed || undefined}>
      <div className={classes.head} aria-hidden="true">
        <span className={classes.place}>{t("column.place")}</span>
        <span>{isNamed ? t("column.name") : t("column.code")}</span>
        <span className={classes.mark}>
          {board.maximum === null ? t("column.mark") : t("column.markOf", { maximum: formats.marks(board.maximum) })}
        </span>
      </div>
      <ol ref={list} className={classes.rows} aria-label={label} style={{ "--capacity": capacity } as CSSProperties}>
        {shown.map((row) => (
          <Row key={keyOfRow(row)} row={row} isLast={last !== null && keyOfRow(row) === keyOfRow(last)} />
        ))}
      </ol>
    </div>
  );
}

function Row({ row, isLast }: { row: BoardRow; isLast: boolean }) {
  const { t } = useTranslation("board");
  const { place, mark, tied, formsDone, formsExpected, publicCode, name } = row;
  return (
    <li className={classes.row} data-row={keyOfRow(row)} data-last={isLast || undefined} data-place={place ?? undefined}>
      <span className={`tabular ${classes.place}`}>
        {place === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className={classes.spoken}>{t("unranked")}</span>
          </>
        ) : (
          <>
            <span aria-hidden="true">{place}</span>
            <span className={classes.spoken}>{t("place", { place })}</span>
          </>
        )}
        {tied && <span className={classes.tied}>{t("tied")}</span>}
      </span>
      <span className={classes.who}>
        {name ? <Name name={name} publicCode={publicCode} /> : <Code publicCode={publicCode} isLast={isLast} />}
      </span>
      <span className={classes.mark}>
        <span className={classes.figure}>
          {mark === null && place === null && !name ? t("notMarked") : <Mark value={mark} />}
        </span>
        {!name && mark !== null && (
          <span className={classes.share}>
            <span className={classes.track} aria-hidden="true">
              <span style={{ inlineSize: `${formsExpected > 0 ? Math.round((formsDone * 100) / formsExpected) : 0}%` }} />
            </span>
            <span className="tabular">
              {formsDone === formsExpected ? t("doneAll") : t("done", { done: formsDone, expected: formsExpected })}
            </span>
          </span>
        )}
      </span>
    </li>
  );
}

function Code({ publicCode, isLast }: { publicCode: string | null; isLast: boolean }) {
  const { t } = useTranslation("board");
  return (
    <>
      <span className={classes.spoken}>{t("column.code")}</span>
      <span className={`tabular ${classes.code}`}>{publicCode}</span>
      {isLast && (
        <span className={classes.changed}>
          <RefreshCw aria-hidden="true" className={classes.icon} />
          {t("changed")}
        </span>
      )}
    </>
  );
}

function Name({ name, publicCode }: { name: NonNullable<BoardRow["name"]>; publicCode: string | null }) {
  const { t } = useTranslation(["board", "common"]);
  const word = useWord();
  const nameOf = useNamed();
  const formats = useFormats();
  const holders = name.holders.filter((holder) => holder !== "");
  return (
    <>
      <span className={classes.holders}>{holders.length > 0 ? formats.list(holders) : t("common:word.unknown")}</span>
      <span className={classes.aside}>
        {name.award && <AwardBadge award={name.award} />}
        {name.goesOn && <GoesOnBadge />}
        {name.participation !== "checked-in" && <span>{word("participation", name.participation)}</span>}
        <span className={classes.delegation}>{nameOf(name.delegation)}</span>
        {publicCode !== null && <span className={`tabular ${classes.smallCode}`}>{t("codeOf", { code: publicCode })}</span>}
      </span>
    </>
  );
}
