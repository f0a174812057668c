/** A prize tier or medal in its metal: the only place where gold, silver and bronze are used. */
import { Medal } from "lucide-react";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import classes from "./award-badge.module.css";

const METALS: Readonly<Record<Award, "gold" | "silver" | "bronze" | "plain">> = {
  gold: "gold",
  first: "gold",
  silver: "silver",
  second: "silver",
  bronze: "bronze",
  third: "bronze",
  medallion: "plain",
  excellence: "plain",
};

export function AwardBadge({ award, size = "sm" }: { award: Award; size?: "sm" | "lg" }) {
  const word = useWord();
  return (
    <span className={classes.award} data-metal={METALS[award]} data-size={size}>
      <Medal aria-hidden="true" className={classes.icon} />
      {word("award", award)}
    </span>
  );
}
