/** How far each session (场次) of a round is, in one line each: what is done, or what is missing and how much of it. */
import { CircleDashed, ClipboardCheck, Dices, Hourglass, KeyRound, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isAlone, type SessionStanding } from "#app/domain/draw/session-standing.ts";
import { Section } from "../section.tsx";
import { ToneBadge } from "../tone-badge.tsx";
import classes from "./check-in.module.css";

const LOOKS = {
  empty: { tone: "off", icon: CircleDashed },
  undrawn: { tone: "idle", icon: Dices },
  "checking-in": { tone: "act", icon: Hourglass },
  nobody: { tone: "off", icon: UserX },
  uncoded: { tone: "act", icon: KeyRound },
  coded: { tone: "done", icon: KeyRound },
  marked: { tone: "done", icon: ClipboardCheck },
} as const;

export type SessionStageProps = {
  standing: SessionStanding;
  /** Whether judging has opened: who has a code is marked then. */
  isJudging: boolean;
};

export function SessionStage({ standing, isJudging }: SessionStageProps) {
  const { t } = useTranslation("registration");
  const { stage, total, expected, uncoded, coded } = standing;
  const shown = stage === "coded" && isJudging ? "marked" : stage;
  const counts = { undrawn: total, "checking-in": expected, uncoded, coded, marked: coded, empty: 0, nobody: 0 };
  return <ToneBadge {...LOOKS[shown]}>{t(`checkIn.standing.${shown}`, { count: counts[shown] })}</ToneBadge>;
}

/** Nothing where everyone comes at one time. */
export function SessionStandings({ standings, isJudging }: { standings: readonly SessionStanding[]; isJudging: boolean }) {
  const { t } = useTranslation("registration");
  if (standings.length < 2) return null;
  return (
    <Section title={t("checkIn.standing.title")}>
      <ul className={classes.standings}>
        {standings.map((standing) => (
          <li key={standing.number ?? "others"} className={classes.standing}>
            <span>
              {standing.number === null ? t("checkIn.standing.others") : t("checkIn.session", { number: standing.number })}
            </span>
            <SessionStage standing={standing} isJudging={isJudging} />
            {isAlone(standing, standings) && <span className={classes.soft}>{t("checkIn.standing.alone")}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
