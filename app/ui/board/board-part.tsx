/** The living part of an event's board on a phone: its state in words, how far marking is, and its rows with a search. */
import { EyeOff, Gauge, Hourglass, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { RoundSwitcher } from "#app/ui/round-switcher.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import classes from "./board-part.module.css";
import { BoardRows } from "./board-rows.tsx";
import { LastChange } from "./last-change.tsx";
import { LiveState } from "./live-state.tsx";
import { useBoard } from "./use-board.ts";

export type BoardPartProps = {
  competition: Named & { readonly code: string };
  event: Named & { readonly code: string };
  isCancelled: boolean;
  board: BoardSnapshot;
  rounds: readonly { readonly number: number; readonly kind: RoundKind; readonly phase: RoundPhase }[];
};

/** Below this a list is read faster than it is searched. */
const SEARCH_FROM = 8;

export function BoardPart({ competition, event, isCancelled, board: loaded, rounds }: BoardPartProps) {
  const { t } = useTranslation("board");
  const nameOf = useNamed();
  const { board, state } = useBoard(loaded);
  useNewDocument(board);
  return (
    <>
      <PageHeader
        title={nameOf(event)}
        breadcrumbs={[{ label: nameOf(competition), to: `/competitions/${competition.code}` }]}
        status={isCancelled ? <CancelledBadge /> : board.disclosure !== "closed" && <LiveState board={board} state={state} />}
        actions={board.disclosure === "named" && <a href="/results">{t("publication.mine")}</a>}
      />
      <RoundSwitcher rounds={rounds} current={board.round} />
      {board.progress && board.disclosure !== "named" && (
        <div className={classes.progress}>
          <Meter label={t("progress")} value={board.progress.confirmed} maximum={board.progress.total} />
          <p className={classes.note}>
            <LastChange board={board} />
          </p>
        </div>
      )}
      {!isCancelled && <Rows board={board} label={t("list", { event: nameOf(event) })} />}
      {board.disclosure === "blind" && <p className={classes.note}>{t("blind")}</p>}
    </>
  );
}

function Rows({ board, label }: { board: BoardSnapshot; label: string }) {
  const { t } = useTranslation("board");
  const [query, setQuery] = useState("");
  if (board.disclosure === "closed") {
    const isWaiting = board.phase === "draw";
    return (
      <EmptyState
        icon={isWaiting ? Hourglass : EyeOff}
        title={isWaiting ? t("closed.waitingTitle") : t("closed.title")}
        hint={isWaiting ? t("closed.waitingHint") : t("closed.hint")}
      />
    );
  }
  if (board.disclosure === "progress") return <EmptyState icon={Gauge} title={t("onlyProgress")} />;
  const shown = board.rows.filter((row) => matches(row, query));
  return (
    <>
      {board.rows.length >= SEARCH_FROM && (
        <div className={classes.search}>
          <Search size={18} aria-hidden="true" />
          <input
            type="search"
            value={query}
            onChange={(change) => setQuery(change.currentTarget.value)}
            aria-label={board.disclosure === "named" ? t("findName") : t("find")}
            placeholder={board.disclosure === "named" ? t("findName") : t("find")}
          />
          <span role="status" className={classes.found}>
            {query.trim() !== "" && (shown.length === 0 ? t("nothingFound") : t("found", { count: shown.length }))}
          </span>
        </div>
      )}
      {shown.length > 0 && <BoardRows board={board} label={label} size="page" shown={shown} />}
    </>
  );
}

/** What stands around the rows, such as what was published, changes with the phase: the document is then asked for again. */
function useNewDocument({ phase }: BoardSnapshot): void {
  const known = useRef(phase);
  useEffect(() => {
    if (known.current !== phase) window.location.reload();
  }, [phase]);
}

function matches({ publicCode, name }: BoardRow, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return true;
  const texts = [publicCode ?? "", ...(name ? [...name.holders, name.delegation.name, name.delegation.nameEn] : [])];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
