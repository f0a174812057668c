/** 成绩榜: one event's board for everyone, phone first; live while it is marked, with names once the results are published. */
import { Link, useLoaderData, useRevalidator } from "@remix-run/react";
import { EyeOff, Gauge, Hourglass, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardRow, BoardSnapshot } from "#app/domain/board/board.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type BoardPage, findBoardPage } from "#app/queries/public/find-board-page.server.ts";
import { BoardRows } from "#app/ui/board/board-rows.tsx";
import { LastChange } from "#app/ui/board/last-change.tsx";
import { LiveState } from "#app/ui/board/live-state.tsx";
import { useBoard } from "#app/ui/board/use-board.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { RoundSwitcher } from "#app/ui/round-switcher.tsx";
import { CheckAgain } from "#app/ui/trial/check-again.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./board.module.css";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope, url }) => {
  const named = url.searchParams.has("round") ? scope.roundNumber : null;
  const page = await findBoardPage(runtime, String(scope.eventId), named);
  if (page === null) throw notFound();
  return page;
});

export const handle: PageHandle<BoardPage> = {
  title: (text, { event }) => [event.name, text("board:title")].join(" "),
};

/** Below this a list is read faster than it is searched. */
const SEARCH_FROM = 8;

export default function Board() {
  const { competition, event, isCancelled, board: loaded, rounds, publications } = useLoaderData<typeof loader>();
  const { t } = useTranslation("board");
  const nameOf = useNamed();
  const { board, state } = useBoard(loaded);
  usePublications(board);
  return (
    <PublicPage width="narrow">
      <PageHeader
        title={nameOf(event)}
        breadcrumbs={[{ label: nameOf(competition), to: `/competitions/${competition.code}` }]}
        status={
          isCancelled ? <CancelledBadge /> : board.disclosure !== "closed" && <LiveState phase={board.phase} state={state} />
        }
        actions={board.disclosure === "named" && <Link to="/results">{t("publication.mine")}</Link>}
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
      <Publications publications={publications} />
      {board.disclosure === "named" && (
        <CheckAgain base={`/competitions/${competition.code}/events/${event.code}/trial`} round={board.round} />
      )}
    </PublicPage>
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

function Publications({ publications }: Pick<BoardPage, "publications">) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  if (publications.length === 0) return null;
  return (
    <div className={classes.publications}>
      <DefinitionList
        items={[...publications].reverse().map(({ kind, version, isLatest, publishedAt, closesAt, resultsHash }) => ({
          term: kind === "winners" ? t("publication.winners") : t("publication.onSite"),
          value: (
            <>
              {version > 1 && isLatest && <strong>{t("publication.corrected", { version })} </strong>}
              {!isLatest && <span>{t("publication.replaced")} </span>}
              <span className="tabular">
                {t("publication.period", { from: formats.dateTime(publishedAt), to: formats.dateTime(closesAt) })}
              </span>
              <details className={classes.hash}>
                <summary>{t("publication.hash")}</summary>
                <code>{resultsHash}</code>
              </details>
            </>
          ),
        }))}
      />
    </div>
  );
}

/** What was published stands in the page's own data: it is asked for again when the board says that the phase changed. */
function usePublications({ phase }: BoardSnapshot): void {
  const { revalidate } = useRevalidator();
  const known = useRef(phase);
  useEffect(() => {
    if (known.current === phase) return;
    known.current = phase;
    revalidate();
  }, [phase, revalidate]);
}

function matches({ publicCode, name }: BoardRow, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return true;
  const texts = [publicCode ?? "", ...(name ? [...name.holders, name.delegation.name, name.delegation.nameEn] : [])];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
