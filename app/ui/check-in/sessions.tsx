/** Each session with its window and who is missing of it; when the window is over, the rest is recorded as absent in one act. */
import { Checkbox } from "@mantine/core";
import { Form } from "@remix-run/react";
import { UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CheckInSession } from "#app/domain/draw/check-in-view.ts";
import type { SessionStanding } from "#app/domain/draw/session-standing.ts";
import { ActButton } from "../act-button.tsx";
import { Countdown } from "../countdown.tsx";
import classes from "./check-in.module.css";
import { SessionStage } from "./session-standings.tsx";

export type SessionsProps = {
  sessions: readonly CheckInSession[];
  standings: readonly SessionStanding[];
  isJudging: boolean;
};

export function Sessions({ sessions, standings, isJudging }: SessionsProps) {
  const { t } = useTranslation("registration");
  return (
    <ul className={classes.sessions}>
      {sessions.map(({ sessionId, number, place, opensAt, closesAt, total, missing, isDrawn, isOpen, unmet }) => (
        <li key={sessionId ?? "none"} className={classes.session}>
          <p className={classes.head}>
            <strong>{number === null ? t("checkIn.allSessions") : t("checkIn.session", { number })}</strong>
            {place && <span>{place}</span>}
            <span>{isDrawn ? t("checkIn.missing", { missing, total }) : t("checkIn.sessionNotDrawn", { total })}</span>
            {standings
              .filter((standing) => standing.number === number)
              .map((standing) => (
                <SessionStage key="stage" standing={standing} isJudging={isJudging} />
              ))}
          </p>
          {isOpen && opensAt && <Countdown until={opensAt} label={t("checkIn.opens")} />}
          {isOpen && closesAt && <Countdown until={closesAt} label={t("checkIn.closes")} />}
          {isOpen && isDrawn && missing > 0 && (
            <Form method="post" className={classes.acts}>
              <input type="hidden" name="sessionId" value={sessionId ?? ""} />
              <input type="hidden" name="missing" value={missing} />
              {unmet.length === 0 && (
                <Checkbox size="md" name="confirmed" value="yes" required label={t("checkIn.restConfirm", { count: missing })} />
              )}
              <ActButton intent="mark-rest-absent" namespace="registration" icon={UserX} look="grave" unmet={unmet}>
                {t("checkIn.restAbsent")}
              </ActButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
