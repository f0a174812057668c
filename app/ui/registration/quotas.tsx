/** How many places of each event are taken, for all delegations together. */
import { useTranslation } from "react-i18next";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { Meter } from "#app/ui/meter.tsx";
import classes from "./registration.module.css";

export type QuotasProps = {
  readonly events: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly accepted: number;
    readonly quota: number;
    /** How many places one delegation may have; null: as many as there are. */
    readonly delegationQuota: number | null;
    /** How many of them the reader's own has; left out where there is none. */
    readonly ownAccepted?: number;
    /** Entries of the reader's own delegation; left out where there is none. */
    readonly own?: number;
    readonly isCancelled: boolean;
  }[];
};

export function Quotas({ events }: QuotasProps) {
  const { t, i18n } = useTranslation("registration");
  return (
    <div className={classes.meters}>
      {events.map(({ code, name, nameEn, accepted, quota, delegationQuota, ownAccepted, own, isCancelled }) => (
        <div key={code}>
          {isCancelled && <CancelledBadge />}
          <Meter label={i18n.language === "en" ? nameEn : name} value={accepted} maximum={quota} />
          {delegationQuota !== null && (
            <p className={`tabular ${classes.soft}`}>
              {ownAccepted === undefined
                ? t("roster.perDelegation", { quota: delegationQuota })
                : t("roster.ofDelegation", { taken: ownAccepted, quota: delegationQuota })}
            </p>
          )}
          {own !== undefined && <p className={`tabular ${classes.soft}`}>{t("roster.own", { count: own })}</p>}
        </div>
      ))}
    </div>
  );
}
