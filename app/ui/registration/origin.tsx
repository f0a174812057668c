/** Where an entry came from when it advanced: each competition below, its event and the place there, down to the first. */
import { Link } from "@remix-run/react";
import { TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./registration.module.css";

type Origin = {
  readonly competitionCode: string | null;
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly tier: Tier;
  readonly endsOn: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly place: number | null;
  readonly reference: string | null;
  readonly before: Origin | null;
};

export type OriginProps = { readonly origin: Origin };

export function OriginLine({ origin }: OriginProps) {
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  const formats = useFormats();
  const isEnglish = i18n.language === "en";
  const words = {
    tier: word("tier", origin.tier),
    competition: isEnglish ? origin.competitionNameEn : origin.competitionName,
    event: isEnglish ? origin.eventNameEn : origin.eventName,
    place: origin.place ?? 0,
    date: formats.day(origin.endsOn, "always"),
  };
  // A competition outside the system has no page here: its decision says where to look it up.
  if (origin.competitionCode === null) {
    return (
      <span className={classes.origin}>
        <TrendingUp size={16} aria-hidden="true" />
        {t(origin.place === null ? "originOutsideUnplaced" : "originOutside", { ...words, reference: origin.reference ?? "" })}
      </span>
    );
  }
  return (
    <>
      <Link to={`/competitions/${origin.competitionCode}`} className={classes.origin}>
        <TrendingUp size={16} aria-hidden="true" />
        {t("origin", words)}
      </Link>
      {origin.before && <OriginLine origin={origin.before} />}
    </>
  );
}
