/** The bottom line of a judge's tablet: what has arrived and what is only on this device, in words. */
import { Link } from "@remix-run/react";
import { CircleCheck, CloudOff, CloudUpload, KeyRound, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TABLET_PATH } from "#app/live/tablet/places.ts";
import type { Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { PATHS } from "#app/ui/paths.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./delivery-line.module.css";

export function DeliveryLine({ front }: { front: Person }) {
  const { t } = useTranslation("tablet");
  const formats = useFormats();
  const { isReachable, isSecure } = useTablet();
  const { kept, isSignedOut } = useOutbox(front.outbox);
  const waiting = kept.filter(({ fate }) => fate.state === "waiting").length;
  if (waiting === 0 && front.unreadable > 0) {
    return (
      <span className={classes.line} data-state="failing">
        <TriangleAlert size={22} aria-hidden="true" />
        <span className="tabular">{t("delivery.unreadable", { count: front.unreadable })}</span>
      </span>
    );
  }
  if (waiting === 0) {
    const last = kept.reduce((latest, { fate }) => (fate.state === "arrived" && fate.at > latest ? fate.at : latest), "");
    return (
      <span className={classes.line} data-state="done">
        <CircleCheck size={22} aria-hidden="true" />
        <span className="tabular">
          {last === "" ? t("delivery.all") : t("delivery.allAt", { time: formats.time(last) })}
          {!isReachable && ` · ${t("delivery.offline")}`}
        </span>
      </span>
    );
  }
  const isOver = isSignedOut || front.session === "over";
  const Icon = isOver ? KeyRound : isReachable ? CloudUpload : CloudOff;
  const words = isOver ? "delivery.sessionOver" : isSecure ? "delivery.waiting" : "delivery.waitingHere";
  return (
    <span className={classes.line} data-state={isReachable && !isOver ? "sending" : "failing"}>
      <Icon size={22} aria-hidden="true" />
      <span className="tabular">{t(words, { count: waiting })}</span>
      {isOver && (
        <Link to={`${PATHS.signIn}?next=${TABLET_PATH}`} reloadDocument discover="none">
          {t("delivery.signIn")}
        </Link>
      )}
    </span>
  );
}
