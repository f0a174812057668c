/** Who goes on from a round and by which rule; and, where results changed after it was settled, what is different now. */
import { Form } from "@remix-run/react";
import { ArrowUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import type { GoingOnView } from "#app/domain/results/going-on-change.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

export function GoingOnSection(props: { goingOn: GoingOnView; phase: RoundPhase; mayAct: boolean }) {
  const { goingOn, phase, mayAct } = props;
  const { t } = useTranslation("rounds");
  const word = useWord();
  const formats = useFormats();
  const { rule, next, numbers, change } = goingOn;
  const kind = word("roundKind", next.kind);
  return (
    <Section title={t("goingOn.title", { round: kind })} boxed>
      <p>
        <GoingOnInWords rule={rule} />
      </p>
      {numbers && (
        <p className="tabular">
          {t(phase === "settled" ? "goingOn.went" : "goingOn.would", { count: numbers.length, numbers: formats.list(numbers) })}
        </p>
      )}
      {change && (
        <>
          <Notice tone="act" title={t("goingOn.differs")}>
            {change.missing.length > 0 && <p>{t("goingOn.missing", { numbers: formats.list(change.missing) })}</p>}
            {change.surplus.length > 0 && <p>{t("goingOn.surplus", { numbers: formats.list(change.surplus) })}</p>}
          </Notice>
          {mayAct && (
            <Form method="post">
              <ActButton
                intent="change-going-on"
                namespace="rounds"
                icon={ArrowUpRight}
                unmet={change.unmet}
                consequence={t("goingOn.changeConsequence", { round: kind })}
                look="quiet"
              >
                {t("goingOn.change")}
              </ActButton>
            </Form>
          )}
        </>
      )}
    </Section>
  );
}

/** The rule as a sentence. */
export function GoingOnInWords({ rule }: { rule: GoingOn }) {
  const { t } = useTranslation("rounds");
  return rule.kind === "places" ? t("rule.places", { places: rule.places }) : t("rule.share", { percent: rule.percent });
}
