/** The boxes of a paper form in its order, for fast keying: a score jumps on by itself, Enter goes to the next box. */
import { Form } from "@remix-run/react";
import { Save } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { wayOf } from "#app/domain/marking/measurement.ts";
import { isOfEachJudge, readPaperText } from "#app/domain/marking/paper.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { computeScoreRounds, HIGHEST_SCORE } from "#app/domain/marking/score-rounds.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { nameOfBox } from "#app/forms/paper.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import classes from "./keying-form.module.css";

type Member = { readonly judgeId: string; readonly displayName: string };

export type KeyingFormProps = {
  aspects: readonly Aspect[];
  /** In the order of the boxes on paper. */
  team: readonly Member[];
  spreadLimit: number;
};

/** The paper has a row for the second round whether it is used or not. */
const PRINTED_ROUNDS = 2;

export function KeyingForm({ aspects, team, spreadLimit }: KeyingFormProps) {
  const { t } = useTranslation("paper");
  const form = useRef<HTMLFormElement>(null);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});

  function goOn(from: HTMLInputElement): void {
    // After the change has been drawn: a score may have asked for a further round.
    setTimeout(() => {
      const boxes = [...(form.current?.querySelectorAll<HTMLElement>("[data-needed]") ?? [])];
      const next = boxes[boxes.indexOf(from) + 1] ?? form.current?.querySelector<HTMLElement>("button[type=submit]");
      next?.focus();
      if (next instanceof HTMLInputElement) next.select();
    });
  }

  function change(box: HTMLInputElement, isScore: boolean): void {
    const { name, value } = box;
    setTexts((known) => ({ ...known, [name]: value }));
    if (isScore && /^[0-3]$/.test(value.normalize("NFKC").trim())) goOn(box);
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    goOn(event.currentTarget);
  }

  return (
    <Form method="post" ref={form} className={classes.form} autoComplete="off">
      {aspects.map((aspect) => {
        const needed = aspect.kind === "judgement" ? countRounds(aspect, team, texts, spreadLimit) : 1;
        const shown = aspect.kind === "judgement" ? Math.max(needed, PRINTED_ROUNDS) : 1;
        const members: readonly (Member | null)[] = isOfEachJudge(aspect) ? team : [null];
        return (
          <fieldset key={aspect.id} className={classes.aspect}>
            <legend className={classes.legend}>
              <span className={`tabular ${classes.id}`}>{aspect.id}</span> {aspect.text}
              <span className={`tabular ${classes.maximum}`}>
                {t("form.maximumOf", { mark: formatHundredths(aspect.maximum) })}
              </span>
            </legend>
            <div className={classes.rounds}>
              {Array.from({ length: shown }, (_, index) => index + 1).map((scoreRound) => {
                const isNeeded = scoreRound <= needed;
                return (
                  <div key={scoreRound} className={classes.row} data-quiet={!isNeeded || undefined}>
                    <span className={classes.round}>
                      {aspect.kind === "judgement" ? t("keying.scoreRound", { round: scoreRound }) : <Unit aspect={aspect} />}
                    </span>
                    {members.map((member) => {
                      const place = { aspectId: aspect.id, judgeId: member?.judgeId ?? null, scoreRound };
                      const name = nameOfBox("box", place);
                      const judge = member?.displayName ?? t("keying.whole");
                      const written = texts[name] ?? "";
                      const value = written.trim() === "" ? undefined : readPaperText(aspect, written);
                      const isScore = aspect.kind === "judgement";
                      const isWrong = value === null || (isScore && value !== undefined && value > HIGHEST_SCORE);
                      return (
                        <label key={name} className={classes.box}>
                          <span className={classes.judge}>{judge}</span>
                          <input
                            name={name}
                            type="text"
                            inputMode="decimal"
                            maxLength={12}
                            className={`tabular ${classes.input}`}
                            data-wide={!isScore || undefined}
                            data-needed={isNeeded || undefined}
                            tabIndex={isNeeded ? undefined : -1}
                            aria-label={t("keying.field", { aspect: aspect.id, judge, round: scoreRound })}
                            aria-invalid={isWrong || undefined}
                            onChange={(event) => change(event.currentTarget, isScore)}
                            onKeyDown={press}
                          />
                          {isWrong && <span className={classes.wrong}>{t("keying.unreadable")}</span>}
                        </label>
                      );
                    })}
                    {scoreRound > 1 && isNeeded && (
                      <span className={classes.wide}>{t("keying.wide", { limit: spreadLimit, round: scoreRound })}</span>
                    )}
                  </div>
                );
              })}
            </div>
          </fieldset>
        );
      })}
      <ActButton intent="key-form" namespace="paper" icon={Save} size="md">
        {t("keying.save")}
      </ActButton>
    </Form>
  );
}

function Unit({ aspect }: { aspect: Aspect }) {
  const { t } = useTranslation("paper");
  const way = wayOf(aspect);
  if (way.kind === "stated") return t("keying.unit.stated", { maximum: formatHundredths(aspect.maximum) });
  return way.kind === "table" ? t("keying.unit.table", { unit: way.unit }) : t(`keying.unit.${way.kind}`);
}

/** How many score rounds the scores keyed so far ask for: the same rule as on tablets. */
function countRounds(
  aspect: Aspect,
  team: readonly Member[],
  texts: Readonly<Record<string, string>>,
  spreadLimit: number,
): number {
  const judges = team.map(({ judgeId }) => judgeId);
  const revisions = Object.entries(texts).flatMap(([name, text]) => {
    const [, aspectId = "", scoreRound = "", judgeId = ""] = name.split(" ");
    const value = aspectId === aspect.id ? readPaperText(aspect, text) : null;
    if (value === null || value > HIGHEST_SCORE) return [];
    return [{ sequence: 1, aspectId, judgeId, scoreRound: Number(scoreRound), value }];
  });
  return computeScoreRounds(judges, revisions, spreadLimit).current.scoreRound;
}
