/** The means to enter a measurement, by its way: a mark, yes or no, a number of faults, a reading with the steps it falls into. */
import { Check, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { checkMeasurementValue, computeMeasurementMark, wayOf } from "#app/domain/marking/measurement.ts";
import type { Aspect, MeasurementWay } from "#app/domain/marking/scheme.ts";
import { formatHundredths, formatThousandths, parseHundredths, parseThousandths } from "#app/domain/shared/units.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./measurement-entry.module.css";
import { NumberPad } from "./number-pad.tsx";

export type MeasurementEntryProps = {
  aspect: Pick<Aspect, "id" | "kind" | "way" | "maximum">;
  /** What stands there now, as `MeasurementWay` says. */
  value: number | null;
  disabled: boolean;
  onEnter: (value: number) => void;
};

export function MeasurementEntry(props: MeasurementEntryProps) {
  const way = wayOf(props.aspect);
  switch (way.kind) {
    case "stated":
      return <MarkPad {...props} />;
    case "yes-no":
      return <YesNo {...props} />;
    case "deduction":
      return <CountPad {...props} way={way} />;
    case "table":
      return <ReadingPad {...props} way={way} />;
  }
}

/** Why a value cannot be entered, as the server would say it. */
function useProblem({ id, maximum, way }: MeasurementEntryProps["aspect"]): (value: number) => string | null {
  const sentence = useSentence("marking");
  return (value) => {
    const [refusal] = checkMeasurementValue({ aspectId: id, maximum, way }, value);
    return refusal ? sentence(refusal) : null;
  };
}

function MarkPad({ aspect, value, disabled, onEnter }: MeasurementEntryProps) {
  const { t } = useTranslation("marking");
  const problemOf = useProblem(aspect);
  const { maximum } = aspect;
  return (
    <NumberPad
      label={t("entry.mark")}
      pattern={/^\d{0,3}(?:\.\d{0,2})?$/}
      parse={parseHundredths}
      point="."
      signed={false}
      problemOf={problemOf}
      standing={value === null ? null : formatHundredths(value)}
      quick={[
        { label: t("entry.full", { mark: formatHundredths(maximum) }), value: maximum },
        { label: t("entry.zero"), value: 0 },
      ]}
      enterLabel={(typed) => t("entry.enterMark", { mark: formatHundredths(typed) })}
      disabled={disabled}
      onEnter={onEnter}
    />
  );
}

function YesNo({ aspect, value, disabled, onEnter }: MeasurementEntryProps) {
  const { t } = useTranslation("marking");
  const words = useMeasurementWords();
  return (
    <fieldset className={classes.answers} disabled={disabled}>
      <legend className={classes.spoken}>{t("entry.answer")}</legend>
      {([1, 0] as const).map((answer) => {
        const Sign = answer === 1 ? Check : X;
        return (
          <button
            key={answer}
            type="button"
            className={classes.answer}
            aria-pressed={value === answer}
            onClick={() => onEnter(answer)}
          >
            <Sign size={36} strokeWidth={2.5} aria-hidden="true" />
            <span className={classes.word}>{words.value(aspect, answer)}</span>
            <span className={`tabular ${classes.earned}`}>
              {t("entry.earned", { mark: formatHundredths(computeMeasurementMark(aspect, answer)) })}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

type WayOf<Kind extends MeasurementWay["kind"]> = { way: Extract<MeasurementWay, { kind: Kind }> };

function CountPad({ aspect, value, disabled, onEnter, way }: MeasurementEntryProps & WayOf<"deduction">) {
  const { t } = useTranslation("marking");
  const words = useMeasurementWords();
  const problemOf = useProblem(aspect);
  return (
    <NumberPad
      label={t("entry.count")}
      pattern={/^\d{0,3}$/}
      parse={(text) => (text === "" ? null : Number(text))}
      point={null}
      signed={false}
      problemOf={problemOf}
      standing={value === null ? null : String(value)}
      outcomeOf={(typed) =>
        t("entry.deducted", {
          maximum: formatHundredths(aspect.maximum),
          each: formatHundredths(way.each),
          count: typed,
          mark: formatHundredths(computeMeasurementMark(aspect, typed)),
        })
      }
      quick={[{ label: t("entry.noFault", { mark: formatHundredths(aspect.maximum) }), value: 0 }]}
      enterLabel={(typed) => t("entry.enterMark", { mark: words.value(aspect, typed) })}
      disabled={disabled}
      onEnter={onEnter}
    />
  );
}

function ReadingPad({ aspect, value, disabled, onEnter, way }: MeasurementEntryProps & WayOf<"table">) {
  const { t } = useTranslation("marking");
  const words = useMeasurementWords();
  const problemOf = useProblem(aspect);
  return (
    <div className={classes.reading}>
      <ol className={`tabular ${classes.steps}`} aria-label={t("entry.steps", { unit: way.unit })}>
        {way.steps.map((step) => (
          <li key={step.upTo ?? "else"} className={classes.step}>
            {words.step(step)}
          </li>
        ))}
      </ol>
      <NumberPad
        label={t("entry.reading", { unit: way.unit })}
        pattern={/^-?\d{0,6}(?:\.\d{0,3})?$/}
        parse={parseThousandths}
        point="."
        signed
        problemOf={problemOf}
        standing={value === null ? null : formatThousandths(value)}
        outcomeOf={(typed) =>
          t("entry.readingEarns", {
            reading: words.value(aspect, typed),
            mark: formatHundredths(computeMeasurementMark(aspect, typed)),
          })
        }
        quick={[]}
        enterLabel={(typed) => t("entry.enterMark", { mark: words.value(aspect, typed) })}
        disabled={disabled}
        onEnter={onEnter}
      />
    </div>
  );
}
