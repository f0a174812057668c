/** 退出本机: takes a judge off this device once nothing of his would be lost with it, and after asking. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { countUnsettled } from "#app/live/tablet/outbox.ts";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { useOutbox } from "#app/live/tablet/use-tablet.ts";
import classes from "./leave.module.css";

export function Leave({ person }: { person: Person }) {
  const { t } = useTranslation(["tablet", "common"]);
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const { waiting, unread } = countUnsettled(useOutbox(person.outbox).kept);
  const isHeld = waiting + unread > 0;
  if (isAsking && !isHeld) {
    return (
      <div className={classes.ask}>
        <p role="alert">{t("judges.askLeave", { name: person.displayName })}</p>
        <button type="button" className={classes.leave} onClick={() => setIsAsking(false)}>
          {t("common:action.cancel")}
        </button>
        <button type="button" className={classes.confirm} onClick={() => void getTablet().remove(person.judgeId)}>
          {t("judges.leaveNow")}
        </button>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className={classes.leave}
        disabled={isHeld}
        aria-describedby={isHeld ? id : undefined}
        onClick={() => setIsAsking(true)}
      >
        {t("judges.leave")}
      </button>
      {isHeld && (
        <div id={id} className={classes.held}>
          {waiting > 0 && <p>{t("judges.waitsStill", { count: waiting })}</p>}
          {unread > 0 && <p>{t("judges.unread", { count: unread })}</p>}
        </div>
      )}
    </>
  );
}
