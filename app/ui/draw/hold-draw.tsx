/** The holding of a draw by computer: contributions, and the act that opens the commitment. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Dices, MessageSquarePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawView } from "#app/domain/draw/draw-view.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";

export type HoldDrawProps = {
  readonly view: Pick<DrawView, "contribute" | "hold" | "isSupervisorIn" | "step" | "document" | "way"> & {
    readonly canContribute: boolean;
  };
  readonly answer: Answer;
};

export function HoldDraw({ view, answer }: HoldDrawProps) {
  const { contribute, hold, isSupervisorIn, step, document, canContribute } = view;
  const { t } = useTranslation(["registration", "draw"]);
  const refusals = [
    ...refusalsOf(answer, "hold-draw"),
    ...refusalsOf(answer, "contribute-to-draw"),
    ...refusalsOf(answer, "hold-contributed"),
  ];
  const { errorOf, others } = useFieldErrors("draw", refusals, ["contribution"]);
  if (view.way === "hand") return null;
  const contributed = document?.contributed ?? 0;
  // The supervisor may contribute before enough team leaders have; the draw waits for them then.
  const besides = contribute.filter(({ code }) => code !== "leader-contributions-missing");
  return (
    <Section title={t("draw.holdTitle")}>
      <Refusals namespace="draw" refusals={others} />
      {step.stands === "drawn" ? (
        <Notice tone="done" live={answer?.intent === "hold-draw" || answer?.intent === "hold-contributed"}>
          {t("draw.held")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{isSupervisorIn ? t("draw:hold.text") : t("draw.holdText")}</p>
          {contributed > 0 && <Notice tone="info">{t("draw:contribute.taken", { count: contributed })}</Notice>}
          {isSupervisorIn ? (
            <Form method="post">
              <input type="hidden" name="slot" value={step.key} />
              <ActButton intent="hold-contributed" namespace="draw" icon={Dices} unmet={hold} consequence={t("draw.holdHint")}>
                {t("draw:hold.act")}
              </ActButton>
            </Form>
          ) : canContribute ? (
            <Form method="post" className={classes.form}>
              <input type="hidden" name="slot" value={step.key} />
              <input type="hidden" name="drawId" value={document?.id ?? ""} />
              <TextInput
                name="contribution"
                label={t("draw.contribution")}
                description={t("draw.contributionHint")}
                required
                maxLength={200}
                autoComplete="off"
                error={errorOf("contribution")}
                disabled={besides.length > 0}
              />
              <ActButton intent="hold-draw" namespace="draw" icon={Dices} unmet={contribute} consequence={t("draw.holdHint")}>
                {t("draw.hold")}
              </ActButton>
              {besides.length === 0 && (
                <ActButton
                  intent="contribute-to-draw"
                  namespace="draw"
                  icon={MessageSquarePlus}
                  look="quiet"
                  consequence={t("draw:contribute.onlyHint")}
                >
                  {t("draw:contribute.only")}
                </ActButton>
              )}
            </Form>
          ) : (
            document !== null && <Notice tone="info">{t("draw.waiting")}</Notice>
          )}
        </div>
      )}
    </Section>
  );
}
