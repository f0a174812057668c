/** Of the value on the screen, in words: only on this device, or arrived at such a time. */
import { CircleCheck, CloudUpload } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FormAspect } from "#app/domain/tablet/day.ts";
import type { Kept } from "#app/live/tablet/outbox.ts";
import { useTablet } from "#app/live/tablet/use-tablet.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./value-fate.module.css";

/** @param kept what was entered here, where the value is from here */
export function ValueFate({ aspect, kept }: { aspect: Pick<FormAspect, "standingAt">; kept: Kept | null }) {
  const { t } = useTranslation("tablet");
  const formats = useFormats();
  const { isSecure } = useTablet();
  if (kept?.fate.state === "waiting") {
    return (
      <p className={classes.fate} data-state="waiting" role="status">
        <CloudUpload size={20} aria-hidden="true" />
        {isSecure ? t("fate.waiting") : t("fate.sending")}
      </p>
    );
  }
  const at = kept?.fate.state === "arrived" ? kept.fate.at : aspect.standingAt;
  if (at === null) return null;
  return (
    <p className={`tabular ${classes.fate}`} data-state="arrived" role="status">
      <CircleCheck size={20} aria-hidden="true" />
      {t("fate.arrived", { time: formats.time(at) })}
    </p>
  );
}
