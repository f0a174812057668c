/** The phases as a stair: each a step higher than the last, with a mark on the one where things stand now. */
import { useTranslation } from "react-i18next";
import { COMPETITION_PHASES, type CompetitionPhase, ROUND_PHASES, type RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import classes from "./phase-line.module.css";

export type PhaseLineProps =
  | {
      list: "competitionPhase";
      current: CompetitionPhase;
      /** A short text under a phase, such as its dates. */
      notes?: Partial<Record<CompetitionPhase, string>>;
      /** Phases that the reader need not see. */
      hide?: readonly CompetitionPhase[];
    }
  | { list: "roundPhase"; current: RoundPhase; notes?: Partial<Record<RoundPhase, string>>; hide?: readonly RoundPhase[] };

export function PhaseLine({ list, current, notes = {}, hide = [] }: PhaseLineProps) {
  const { t } = useTranslation();
  const word = useWord();
  const all: readonly string[] = list === "competitionPhase" ? COMPETITION_PHASES : ROUND_PHASES;
  const hidden: readonly string[] = hide;
  const phases = all.filter((phase) => phase === current || !hidden.includes(phase));
  const here = phases.indexOf(current);
  const noteOf: Readonly<Record<string, string | undefined>> = notes;
  return (
    <ol className={classes.line} aria-label={t("phase.line")} style={{ "--steps": phases.length } as React.CSSProperties}>
      {phases.map((phase, index) => {
        const state = index < here ? "past" : index === here ? "current" : "coming";
        return (
          <li
            key={phase}
            className={classes.step}
            data-state={state}
            aria-current={state === "current" ? "step" : undefined}
            style={{ "--step": index } as React.CSSProperties}
          >
            <span className={classes.name}>{word(list, phase as never)}</span>
            {noteOf[phase] && <span className={`tabular ${classes.note}`}>{noteOf[phase]}</span>}
          </li>
        );
      })}
    </ol>
  );
}
