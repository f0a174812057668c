/** The ways of measuring and the values that judges enter by them, in words: for tablets, sheets, schemes and paper alike. */
import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { wayOf } from "#app/domain/marking/measurement.ts";
import type { Aspect, MeasurementWay, TableStep } from "#app/domain/marking/scheme.ts";
import { formatHundredths, formatThousandths } from "#app/domain/shared/units.ts";
import { createLookup } from "./lookup.ts";

export type MeasurementWords = {
  /** How a value becomes a mark: "less 0.50 for each fault, not below 0". */
  readonly way: (aspect: Pick<Aspect, "way" | "maximum">) => string;
  /** One step of a table: "≤0.05 earns 2.00". */
  readonly step: (step: TableStep) => string;
  /** The way, and the aggregation where each judge enters his own; empty where the team states a mark, and for a judgement. */
  readonly rule: (aspect: Pick<Aspect, "kind" | "way" | "each" | "maximum">) => string;
  /** What was entered: "2.50", "yes", "3 faults", "0.05 mm"; a score for a judgement. */
  readonly value: (aspect: Pick<Aspect, "kind" | "way">, value: number) => string;
};

export function createMeasurementWords(instance: i18n): MeasurementWords {
  const text = createLookup(instance);
  const step = ({ upTo, mark }: TableStep): string => {
    const earned = formatHundredths(mark);
    return upTo === null
      ? text("scheme:way.else", { mark: earned })
      : text("scheme:way.step", { upTo: formatThousandths(upTo), mark: earned });
  };
  const way = (aspect: Pick<Aspect, "way" | "maximum">): string => {
    const measured: MeasurementWay = wayOf(aspect);
    switch (measured.kind) {
      case "stated":
        return text("scheme:way.stated");
      case "yes-no":
        return text("scheme:way.yes-no", { maximum: formatHundredths(aspect.maximum) });
      case "deduction":
        return text("scheme:way.deduction", { each: formatHundredths(measured.each) });
      case "table": {
        const steps = measured.steps.map(step).join(text("scheme:way.stepSeparator"));
        return text("scheme:way.table", { unit: measured.unit, steps });
      }
    }
  };
  return {
    way,
    step,
    rule: (aspect) => {
      if (aspect.kind === "judgement") return "";
      const parts = [
        ...(wayOf(aspect).kind === "stated" ? [] : [way(aspect)]),
        ...(aspect.each === undefined ? [] : [text(`scheme:each.${aspect.each}`)]),
      ];
      return parts.join(text("scheme:way.stepSeparator"));
    },
    value: (aspect, value) => {
      if (aspect.kind === "judgement") return text("scheme:value.score", { score: value });
      const measured = wayOf(aspect);
      switch (measured.kind) {
        case "stated":
          return formatHundredths(value);
        case "yes-no":
          return text(value === 1 ? "scheme:value.yes" : "scheme:value.no");
        case "deduction":
          return text("scheme:value.count", { count: value });
        case "table":
          return text("scheme:value.reading", { value: formatThousandths(value), unit: measured.unit });
      }
    },
  };
}

/** In the reader's language. */
export function useMeasurementWords(): MeasurementWords {
  const { i18n: instance } = useTranslation();
  return useMemo(() => createMeasurementWords(instance), [instance]);
}
