/** The bottom line of a judge's tablet: what has arrived and what has not, in words. */
import { CircleCheck, CloudOff, CloudUpload } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDeliveryState, useSendMarks } from "#app/live/use-mark-delivery.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./delivery-line.module.css";

export function DeliveryLine({ judgeId }: { judgeId: string }) {
  const { t } = useTranslation("marking");
  const formats = useFormats();
  useSendMarks(judgeId);
  const { waiting, lastDeliveredAt, isFailing } = useDeliveryState(judgeId);
  if (waiting.length === 0) {
    return (
      <span className={classes.line} data-state="done">
        <CircleCheck size={22} aria-hidden="true" />
        <span className="tabular">
          {lastDeliveredAt === null ? t("delivery.all") : t("delivery.allAt", { time: formats.time(lastDeliveredAt) })}
        </span>
      </span>
    );
  }
  const Icon = isFailing ? CloudOff : CloudUpload;
  return (
    <span className={classes.line} data-state={isFailing ? "failing" : "sending"}>
      <Icon size={22} aria-hidden="true" />
      <span className="tabular">{t(isFailing ? "delivery.failing" : "delivery.sending", { count: waiting.length })}</span>
    </span>
  );
}
