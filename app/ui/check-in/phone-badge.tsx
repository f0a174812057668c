/** A badge held before the scanner on a telephone: the code as large as the screen lets it, with whose it is. */
import { useTranslation } from "react-i18next";
import { QrCode } from "../qr-code.tsx";
import { type Named, useNamed } from "../use-named.ts";
import classes from "./phone-badge.module.css";

export type PhoneBadgeProps = {
  readonly competition: Named;
  readonly event: Named;
  readonly entrantNumber: string;
  readonly names: readonly string[];
  /** What the QR code says. */
  readonly code: string;
};

export function PhoneBadge({ competition, event, entrantNumber, names, code }: PhoneBadgeProps) {
  const { t } = useTranslation(["registration", "common"]);
  const named = useNamed();
  return (
    <section className={classes.badge} aria-label={t("badge.of", { entrantNumber })}>
      <p className={classes.competition}>{named(competition)}</p>
      <div className={classes.code}>
        <QrCode text={code} label={t("badge.code", { entrantNumber })} size="100%" />
      </div>
      <p className={`tabular ${classes.number}`}>{entrantNumber}</p>
      <p className={classes.names}>{names.join(t("common:word.listSeparator"))}</p>
      <p className={classes.event}>{named(event)}</p>
      <p className={classes.hint}>{t("badge.hint")}</p>
    </section>
  );
}
