/** Whose turn it is, and the way to leave the tablet to the next judge; while it is his, it is told that he is there, and at which form. */
import { UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { usePresence } from "#app/live/use-presence.ts";
import classes from "./turn.module.css";
import { usePlace } from "./use-place.ts";

export function Turn({ front }: { front: Person }) {
  const { t } = useTranslation("tablet");
  const place = usePlace();
  usePresence(front.judgeId, "formId" in place ? place.formId : null);
  return (
    <button type="button" className={classes.turn} onClick={() => void getTablet().endTurn()} title={t("turn.end")}>
      <UserRound size={22} aria-hidden="true" />
      <span>{front.displayName}</span>
      <span className={classes.act}>{t("turn.change")}</span>
    </button>
  );
}
