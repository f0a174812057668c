/** How many places of each event are taken, for all delegations together. */
import { useTranslation } from "react-i18next";
import { Meter } from "#app/ui/meter.tsx";
import classes from "./registration.module.css";

export type QuotasProps = {
  readonly events: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly accepted: number;
    readonly quota: number;
    /** Entries of the reader's own delegation; left out where there is none. */
    readonly own?: number;
  }[];
};

export function Quotas({ events }: QuotasProps) {
  const { t, i18n } = useTranslation("registration");
  return (
    <div className={classes.meters}>
      {events.map(({ code, name, nameEn, accepted, quota, own }) => (
        <div key={code}>
          <Meter label={i18n.language === "en" ? nameEn : name} value={accepted} maximum={quota} />
          {own !== undefined && <p className={`tabular ${classes.soft}`}>{t("roster.own", { count: own })}</p>}
        </div>
      ))}
    </div>
  );
}
