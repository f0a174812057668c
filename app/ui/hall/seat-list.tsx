/** The seats of a hall as large cards with where each stands; no names. */
import { Link } from "@remix-run/react";
import { CircleCheck, CircleDashed, CirclePause, CirclePlay, CircleStop, type LucideIcon, PenLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { HallState } from "#app/domain/marking/hall-acts.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./hall-record.module.css";

export type SeatView = {
  readonly entryId: string;
  readonly seatCode: string | null;
  readonly entrantNumber: string | null;
  readonly participation: Participation;
  readonly state: HallState;
  readonly startedAt: string | null;
  readonly stoppedAt: string | null;
  readonly timeUsed: number | null;
  readonly addedSeconds: number;
  readonly penalty: number;
  readonly isSigned: boolean;
};

const LOOKS: Readonly<Record<HallState, readonly [Tone, LucideIcon]>> = {
  "not-started": ["idle", CircleDashed],
  running: ["info", CirclePlay],
  away: ["act", CirclePause],
  stopped: ["done", CircleStop],
};

export function SeatList(props: { seats: readonly SeatView[]; round: number; selected: string | null }) {
  const { seats, round, selected } = props;
  const { t } = useTranslation("hallRecord");
  return (
    <ul className={classes.seats}>
      {seats.map((seat) => (
        <li key={seat.entryId}>
          <Link
            to={`?round=${round}&entry=${seat.entryId}`}
            preventScrollReset
            className={classes.seat}
            aria-current={seat.entryId === selected ? "true" : undefined}
          >
            <span className={`tabular ${classes.seatCode}`}>{seat.seatCode ?? t("noSeat")}</span>
            <span className={`tabular ${classes.number}`}>{seat.entrantNumber}</span>
            <SeatState seat={seat} />
            {seat.isSigned && <CircleCheck size={18} role="img" aria-label={t("signed")} className={classes.signed} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function SeatState({ seat: { participation, state } }: { seat: SeatView }) {
  const { t } = useTranslation("hallRecord");
  if (participation !== "checked-in") return <StatusBadge list="participation" value={participation} look="plain" />;
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon} look="plain">
      {t(`state.${state}`)}
    </ToneBadge>
  );
}

export function SeatFigures({ seat }: { seat: SeatView }) {
  const { t } = useTranslation("hallRecord");
  const formats = useFormats();
  const { startedAt, stoppedAt, timeUsed, addedSeconds, penalty, isSigned } = seat;
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t("figure.state")}</dt>
        <dd>
          <SeatState seat={seat} />
        </dd>
      </div>
      <Figure label={t("figure.started")} value={startedAt && formats.dateTime(startedAt)} />
      <Figure label={t("figure.stopped")} value={stoppedAt && formats.dateTime(stoppedAt)} />
      <Figure label={t("figure.added")} value={addedSeconds > 0 ? formatSeconds(addedSeconds) : null} />
      <Figure label={t("figure.used")} value={timeUsed === null ? null : formatSeconds(timeUsed)} />
      <Figure label={t("figure.penalty")} value={penalty > 0 ? formatHundredths(penalty) : null} />
      <div>
        <dt>{t("figure.signed")}</dt>
        <dd>
          {isSigned ? (
            <ToneBadge tone="done" icon={PenLine} look="plain">
              {t("signed")}
            </ToneBadge>
          ) : (
            t("unsigned")
          )}
        </dd>
      </div>
    </dl>
  );
}

function Figure({ label, value }: { label: string; value: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="tabular">{value ?? "–"}</dd>
    </div>
  );
}

/** 3725 seconds are "1:02:05". */
export function formatSeconds(seconds: number): string {
  const rest = seconds % 3600;
  const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
  return `${Math.trunc(seconds / 3600)}:${two(rest / 60)}:${two(rest % 60)}`;
}
