/** The big screen as a whole: all open boards of a competition in turn, ten rows at a time, with the way to the phone. */
import { ChevronLeft, ChevronRight, MonitorOff, Moon, Pause, Play, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { useNow } from "#app/ui/clock.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { readLightData } from "#app/ui/light-data.ts";
import { QrCode } from "#app/ui/qr-code.tsx";
import { type ScreenLook, ScreenShell } from "#app/ui/screen-shell.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { BoardRows } from "./board-rows.tsx";
import { LastChange } from "./last-change.tsx";
import { LiveState } from "./live-state.tsx";
import classes from "./screen-part.module.css";
import { listScreenTurns, ROWS_ON_SCREEN, type ScreenTurn } from "./screen-turns.ts";
import { useBoards } from "./use-board.ts";

export type ScreenPartProps = {
  competition: Named & { readonly code: string };
  boards: readonly { readonly event: Named & { readonly code: string }; readonly board: BoardSnapshot }[];
  publicUrl: string;
};

/** Long enough to find oneself among ten rows. */
const TURN_MS = 12_000;
const NEXT_ROUND_MS = 60_000;

/** A screen stands for days: when a round is over it looks for the next one, in the document made anew. */
function useNewest(made: ScreenPartProps): ScreenPartProps {
  const [newest, setNewest] = useState(made);
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(window.location.href).catch(() => null);
      if (!answer?.ok) return;
      const { data } = readLightData<ScreenPartProps>(new DOMParser().parseFromString(await answer.text(), "text/html"));
      setNewest(data);
    }, NEXT_ROUND_MS);
    return () => clearInterval(timer);
  }, []);
  return newest;
}

export function ScreenPart(made: ScreenPartProps) {
  const { competition, boards: loaded, publicUrl } = useNewest(made);
  const { t } = useTranslation("board");
  const nameOf = useNamed();
  const { boards, state } = useBoards(loaded.map(({ board }) => board));
  const turns = listScreenTurns(boards);
  const { index, isPaused, setPaused, go } = useTurns(turns.length);
  const { look, change } = useLook();
  const turn = turns[index];
  if (!turn) {
    return (
      <ScreenShell
        look={look}
        title={nameOf(competition)}
        corner={<PhoneLink url={`${publicUrl}/competitions/${competition.code}`} />}
      >
        <div className={classes.empty}>
          <EmptyState icon={MonitorOff} title={t("screen.empty")} hint={t("screen.emptyHint")} />
        </div>
      </ScreenShell>
    );
  }
  const { board } = turn;
  const event = loaded.find(({ event: { code } }) => code === board.event)?.event;
  const title = event ? nameOf(event) : board.event;
  return (
    <ScreenShell
      look={look}
      title={title}
      subtitle={nameOf(competition)}
      state={
        <div className={classes.state}>
          <LiveState board={board} state={state} look="plain" />
          {board.progress && board.disclosure !== "named" && <span className="tabular">{t("progressOf", board.progress)}</span>}
        </div>
      }
      corner={<PhoneLink url={`${publicUrl}/competitions/${competition.code}/events/${board.event}`} />}
      footer={
        <div className={classes.foot}>
          <p>
            <Clock /> <LastChange board={board} />
          </p>
          <div className={classes.controls}>
            <button type="button" onClick={() => go(-1)} aria-label={t("screen.previous")} title={t("screen.previous")}>
              <ChevronLeft aria-hidden="true" />
            </button>
            <button
              type="button"
              onClick={() => setPaused(!isPaused)}
              aria-label={isPaused ? t("screen.play") : t("screen.pause")}
              title={isPaused ? t("screen.play") : t("screen.pause")}
            >
              {isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            </button>
            <button type="button" onClick={() => go(1)} aria-label={t("screen.next")} title={t("screen.next")}>
              <ChevronRight aria-hidden="true" />
            </button>
            <button
              type="button"
              onClick={change}
              aria-label={t(look === "dark" ? "screen.light" : "screen.dark")}
              title={t(look === "dark" ? "screen.light" : "screen.dark")}
            >
              {look === "dark" ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
            </button>
            <span className="tabular">{t("screen.page", { page: index + 1, pages: turns.length })}</span>
          </div>
        </div>
      }
    >
      <Turn key={board.event} turn={turn} label={t("list", { event: title })} />
    </ScreenShell>
  );
}

function Turn({ turn, label }: { turn: ScreenTurn; label: string }) {
  const { t } = useTranslation("board");
  const { board, rows } = turn;
  if (board.disclosure !== "progress") {
    return <BoardRows board={board} label={label} size="screen" shown={rows} capacity={ROWS_ON_SCREEN} />;
  }
  const { confirmed, total } = board.progress ?? { confirmed: 0, total: 0 };
  return (
    <div className={classes.progress}>
      <p className={classes.marking}>{t("screen.marking")}</p>
      <p className={`tabular ${classes.count}`}>
        {confirmed}
        <span>/{total}</span>
      </p>
      <div className={classes.track} aria-hidden="true">
        <span style={{ inlineSize: `${total > 0 ? Math.round((confirmed * 100) / total) : 0}%` }} />
      </div>
      <p>{t("progress")}</p>
    </div>
  );
}

function PhoneLink({ url }: { url: string }) {
  const { t } = useTranslation("board");
  return (
    <div className={classes.phone}>
      <p>{t("screen.scan")}</p>
      <QrCode text={url} label={t("screen.scan")} size="calc(var(--sl-unit) * 6.5)" />
    </div>
  );
}

function Clock() {
  const formats = useFormats();
  const now = useNow(10_000);
  return now === null ? null : <span className="tabular">{formats.time(now)}</span>;
}

const LOOK_KEY = "screen-look";

/** Dark until somebody at this screen chose light; the choice is this browser's. */
function useLook() {
  const [look, setLook] = useState<ScreenLook>("dark");
  useEffect(() => {
    try {
      if (localStorage.getItem(LOOK_KEY) === "light") setLook("light");
    } catch {
      // A browser that keeps nothing begins dark.
    }
  }, []);
  const change = () => {
    const next = look === "dark" ? "light" : "dark";
    setLook(next);
    try {
      localStorage.setItem(LOOK_KEY, next);
    } catch {
      // It holds until the page is left.
    }
  };
  return { look, change };
}

/** Which of the turns is on; it goes on by itself until someone pauses it. */
function useTurns(count: number) {
  const [position, setPosition] = useState(0);
  const [isPaused, setPaused] = useState(false);
  useEffect(() => {
    if (isPaused || count < 2) return;
    const timer = setInterval(() => setPosition((shown) => shown + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [isPaused, count]);
  const go = (by: number) => setPosition((shown) => shown + by);
  // A board may have closed since: the position is kept within what there is.
  const index = count === 0 ? 0 : ((position % count) + count) % count;
  return { index, isPaused, setPaused, go };
}
