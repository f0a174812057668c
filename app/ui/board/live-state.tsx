/** Whether what is shown is live, frozen, published or stale since a time: in words. */
import { BadgeCheck, Hourglass, LockKeyhole, type LucideIcon, Radio, Unplug, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { WatchState } from "#app/live/connection.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

type StateWord = "waiting" | "live" | "frozen" | "published";

/** What the board itself does in a phase while the connection stands. */
const WORDS: Readonly<Record<RoundPhase, StateWord>> = {
  draw: "waiting",
  judging: "live",
  recheck: "frozen",
  unblinded: "frozen",
  published: "published",
  settled: "published",
};

const LOOKS: Readonly<Record<StateWord, readonly [Tone, LucideIcon]>> = {
  waiting: ["idle", Hourglass],
  live: ["info", Radio],
  frozen: ["info", LockKeyhole],
  published: ["done", BadgeCheck],
};

export function LiveState({ phase, state, look }: { phase: RoundPhase; state: WatchState; look?: "filled" | "plain" }) {
  const { t } = useTranslation("board");
  const formats = useFormats();
  const word = WORDS[phase];
  const [tone, icon] = LOOKS[word];
  return (
    <span role="status">
      {state.kind === "stale" ? (
        <ToneBadge tone="act" icon={WifiOff} look={look}>
          {t("state.stale", { time: formats.time(state.since) })}
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
