/** The way from one round of an event to another: the same page, for the round that is chosen. Nothing where there is only one. */
import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import classes from "./round-switcher.module.css";
import { StatusBadge } from "./status-badge.tsx";

export type RoundSwitcherProps = {
  rounds: readonly { readonly number: number; readonly kind: RoundKind; readonly phase: RoundPhase }[];
  /** The number of the round that the page is about. */
  current: number | null;
};

export function RoundSwitcher({ rounds, current }: RoundSwitcherProps) {
  const { t } = useTranslation("rounds");
  const word = useWord();
  const { pathname } = useLocation();
  if (rounds.length < 2) return null;
  return (
    <nav aria-label={t("switcher")} className={classes.rounds}>
      {rounds.map(({ number, kind, phase }) => (
        <Link
          key={number}
          to={`${pathname}?round=${number}`}
          className={classes.round}
          aria-current={number === current ? "page" : undefined}
        >
          <span className={classes.kind}>{word("roundKind", kind)}</span>
          <StatusBadge list="roundPhase" value={phase} look="plain" />
        </Link>
      ))}
    </nav>
  );
}
