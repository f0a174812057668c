/** Where an entry came from when it advanced: the competition below, its event and the place there. */
import { Link } from "@remix-run/react";
import { TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./registration.module.css";

export type OriginProps = {
  readonly origin: {
    readonly competitionCode: string;
    readonly competitionName: string;
    readonly competitionNameEn: string;
    readonly eventName: string;
    readonly eventNameEn: string;
    readonly place: number;
  };
};

export function OriginLine({ origin }: OriginProps) {
  const { t, i18n } = useTranslation("registration");
  const isEnglish = i18n.language === "en";
  return (
    <Link to={`/competitions/${origin.competitionCode}`} className={classes.origin}>
      <TrendingUp size={16} aria-hidden="true" />
      {t("origin", {
        competition: isEnglish ? origin.competitionNameEn : origin.competitionName,
        event: isEnglish ? origin.eventNameEn : origin.eventName,
        place: origin.place,
      })}
    </Link>
  );
}
