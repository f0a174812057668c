/** Whether what is shown is live, frozen, published or stale since a time: in words. */
import { BadgeCheck, Hourglass, LockKeyhole, type LucideIcon, Radio, Snowflake, Unplug, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { WatchState } from "#app/live/connection.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

type StateWord = "waiting" | "live" | "locked" | "published";

/** What the board itself does in a phase while the connection stands. */
const WORDS: Readonly<Record<RoundPhase, StateWord>> = {
  draw: "waiting",
  judging: "live",
  recheck: "locked",
  unblinded: "locked",
  published: "published",
  settled: "published",
};

const LOOKS: Readonly<Record<StateWord, readonly [Tone, LucideIcon]>> = {
  waiting: ["idle", Hourglass],
  live: ["info", Radio],
  locked: ["info", LockKeyhole],
  published: ["done", BadgeCheck],
};

export type LiveStateProps = {
  board: Pick<BoardSnapshot, "phase" | "frozenAt">;
  state: WatchState;
  look?: "filled" | "plain";
};

export function LiveState({ board, state, look }: LiveStateProps) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  const word = WORDS[board.phase];
  const [tone, icon] = LOOKS[word];
  return (
    <span role="status">
      {state.kind === "stale" ? (
        <ToneBadge tone="act" icon={WifiOff} look={look}>
          {t("state.stale", { time: formats.time(state.since) })}
        </ToneBadge>
      ) : board.frozenAt !== null ? (
        <ToneBadge tone="info" icon={Snowflake} look={look}>
          {t("state.frozen", { time: formats.time(board.frozenAt) })}
        </ToneBadge>
      ) : state.kind === "connecting" && word === "live" ? (
        <ToneBadge tone="idle" icon={Unplug} look={look}>
          {t("state.connecting")}
        </ToneBadge>
      ) : (
        <ToneBadge tone={tone} icon={icon} look={look}>
          {t(`state.${word}`)}
        </ToneBadge>
      )}
    </span>
  );
}
