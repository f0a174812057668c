/** One aspect, filling the screen: what is asked, the means to answer, and how far the team is. */
import { Gauge, Lock, PenLine, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JudgeReading } from "#app/domain/marking/form.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import type { JudgeScore, ScoreRound } from "#app/domain/marking/score-rounds.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { Notice } from "#app/ui/notice.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import classes from "./aspect-panel.module.css";
import { ChangeReason } from "./change-reason.tsx";
import { MeasurementEntry } from "./measurement-entry.tsx";
import { ScoreButtons } from "./score-buttons.tsx";

/** What is asked and what the reader may see of what was given. */
export type PanelAspect = Aspect & {
  readonly mark: number | null;
  readonly agreed: number | null;
  readonly readings: readonly JudgeReading[];
  readonly scoreRound: number;
  readonly scores: readonly JudgeScore[];
  readonly scoresIn: number;
  readonly allIn: boolean;
  readonly mustRescore: boolean;
  readonly earlierRounds: readonly ScoreRound[];
};

export type AspectPanelProps = {
  aspect: PanelAspect;
  team: readonly { readonly judgeId: string; readonly displayName: string }[];
  /** Nothing can be entered any more: the form is signed or confirmed. */
  isLocked: boolean;
  /** The judge is at work on the form on another device: nothing is entered here until he takes it over. */
  isElsewhere: boolean;
  /** Judgements of the form that are not settled: a measurement waits for them. */
  unsettled: readonly string[];
  /** What the judge has given, or the team where it agrees on one value; null before that. */
  shown: number | null;
  /** Where that value is: only here, or arrived. */
  fate: ReactNode;
  onEnter: (value: number, reason: string | null) => void;
  /** The value that stands was chosen again. */
  onKeep: () => void;
};

export function AspectPanel(props: AspectPanelProps) {
  const { aspect, team, isLocked, isElsewhere, unsettled, shown, fate, onEnter, onKeep } = props;
  const { t } = useTranslation("marking");
  const [change, setChange] = useState<number | null>(null);
  const isOff = isLocked || isElsewhere;
  const isJudgement = aspect.kind === "judgement";
  const words = useMeasurementWords();
  const isOwn = isJudgement || aspect.each !== undefined;
  // What others have seen, or will with the value under way, does not change without a reason.
  const isSettled = shown !== null && (aspect.allIn || !isOwn);
  const write = (value: number) => words.value(aspect, value);
  // Answers and steps say themselves what they earn.
  const rule = words.rule({ ...aspect, way: aspect.way?.kind === "deduction" ? aspect.way : undefined });
  const isWaiting = !isJudgement && unsettled.length > 0;

  function choose(value: number): void {
    if (value === shown) onKeep();
    else if (isSettled) setChange(value);
    else onEnter(value, null);
  }

  return (
    <section className={classes.panel} aria-labelledby="aspect-text">
      <div className={classes.head}>
        <ToneBadge tone={isJudgement ? "info" : "idle"} icon={isJudgement ? PenLine : Gauge}>
          {t(`kind.${aspect.kind}`)}
        </ToneBadge>
        <span className={`tabular ${classes.id}`}>{aspect.id}</span>
        <span className={`tabular ${classes.maximum}`}>{t("entry.maximum", { mark: formatHundredths(aspect.maximum) })}</span>
        {isJudgement && aspect.scoreRound > 1 && (
          <span className={classes.round}>{t("entry.scoreRound", { round: aspect.scoreRound })}</span>
        )}
      </div>
      <h2 id="aspect-text" className={classes.text}>
        {aspect.text}
      </h2>
      {aspect.requirement && <p className={classes.requirement}>{t("entry.requirement", { requirement: aspect.requirement })}</p>}
      {rule !== "" && <p className={`tabular ${classes.rule}`}>{rule}</p>}
      {aspect.detail && <p className={classes.detail}>{aspect.detail}</p>}
      {aspect.earlierRounds.map((round) => (
        <EarlierRound key={round.scoreRound} round={round} team={team} isLatest={round.scoreRound === aspect.scoreRound - 1} />
      ))}
      {change !== null && shown !== null && !isOff ? (
        <ChangeReason
          from={write(shown)}
          to={write(change)}
          onCancel={() => setChange(null)}
          onConfirm={(reason) => {
            setChange(null);
            onEnter(change, reason);
          }}
        />
      ) : isJudgement && aspect.descriptors ? (
        <ScoreButtons descriptors={aspect.descriptors} chosen={shown} disabled={isOff} onChoose={choose} label={aspect.text} />
      ) : isWaiting ? (
        <Notice tone="info" title={t("entry.judgementFirst")}>
          {t("entry.judgementFirstText", { aspects: unsettled.join(", ") })}
        </Notice>
      ) : (
        <MeasurementEntry aspect={aspect} value={shown} disabled={isOff} onEnter={choose} />
      )}
      {change === null && fate}
      {change === null && <TeamLine aspect={aspect} team={team} isLocked={isLocked} />}
    </section>
  );
}

/** How far the team is; what others gave only when all are in. */
function TeamLine({ aspect, team, isLocked }: Pick<AspectPanelProps, "aspect" | "team" | "isLocked">) {
  const { t } = useTranslation("marking");
  const people = <Users size={20} aria-hidden="true" />;
  const isAgreed = aspect.kind === "measurement" && aspect.each === undefined;
  if (isLocked && !aspect.allIn) return <Line icon={<Lock size={20} aria-hidden="true" />}>{t("entry.locked")}</Line>;
  if (isAgreed && !aspect.allIn) return <Line icon={people}>{t("entry.agreeOnOne")}</Line>;
  if (!aspect.allIn) {
    const progress = { count: aspect.scoresIn, team: team.length };
    return (
      <Line icon={people}>{aspect.kind === "judgement" ? t("entry.scoresIn", progress) : t("entry.readingsIn", progress)}</Line>
    );
  }
  return (
    <>
      <Line icon={people}>
        <Given aspect={aspect} team={team} />
        {aspect.mark !== null && (
          <strong className={classes.mark}>{t("entry.earned", { mark: formatHundredths(aspect.mark) })}</strong>
        )}
      </Line>
      {isLocked && <Line icon={<Lock size={20} aria-hidden="true" />}>{t("entry.locked")}</Line>}
    </>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className={`tabular ${classes.line}`}>
      {icon}
      {children}
    </p>
  );
}

function EarlierRound(props: { round: ScoreRound; team: AspectPanelProps["team"]; isLatest: boolean }) {
  const { round, team, isLatest } = props;
  const { t } = useTranslation("marking");
  return (
    <Notice
      tone={isLatest ? "act" : "info"}
      title={t("entry.earlierRound", { round: round.scoreRound, spread: round.spread ?? 0 })}
      live={isLatest}
    >
      <Scores scores={round.scores} team={team} />
      {isLatest && <p>{t("entry.discuss")}</p>}
    </Notice>
  );
}

/** What was given for an aspect once all are in: each judge's score or value with its mark, or the one value of the team. */
export function Given({ aspect, team }: { aspect: PanelAspect; team: AspectPanelProps["team"] }) {
  const { t } = useTranslation("marking");
  const words = useMeasurementWords();
  if (aspect.kind === "judgement") return <Scores scores={aspect.scores} team={team} />;
  if (aspect.each === undefined) {
    return aspect.agreed === null ? null : <span>{t("entry.agreed", { value: words.value(aspect, aspect.agreed) })}</span>;
  }
  const isStated = (aspect.way?.kind ?? "stated") === "stated";
  return (
    <span className={`tabular ${classes.scores}`}>
      {team.map(({ judgeId, displayName }) => {
        const given = aspect.readings.find((reading) => reading.judgeId === judgeId);
        return (
          given && (
            <span key={judgeId} className={classes.given}>
              {displayName} <b>{words.value(aspect, given.value)}</b>
              {!isStated && ` ${t("entry.earned", { mark: formatHundredths(given.mark) })}`}
            </span>
          )
        );
      })}
      <span>{t(`entry.aggregate.${aspect.each}`)}</span>
    </span>
  );
}

/** Each judge's score, in the order of the team. */
function Scores({ scores, team }: { scores: readonly JudgeScore[]; team: AspectPanelProps["team"] }) {
  return (
    <span className={`tabular ${classes.scores}`}>
      {team.map(({ judgeId, displayName }) => {
        const given = scores.find((score) => score.judgeId === judgeId);
        return (
          given && (
            <span key={judgeId} className={classes.given}>
              {displayName} <b>{given.score}</b>
            </span>
          )
        );
      })}
    </span>
  );
}
