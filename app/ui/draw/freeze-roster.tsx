/** The freezing of a draw's roster: what stands against it, and that it is done. */
import { Form } from "@remix-run/react";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawView } from "#app/domain/draw/draw-view.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";

export type FreezeRosterProps = {
  readonly view: Pick<DrawView, "freeze" | "entries" | "step" | "way"> & { readonly canFreeze: boolean };
  readonly answer: Answer;
};

export function FreezeRoster({ view, answer }: FreezeRosterProps) {
  const { freeze, entries, step, way, canFreeze } = view;
  const { t } = useTranslation(["registration", "draw"]);
  return (
    <Section title={t(way === "hand" ? "draw:hand.freezeTitle" : "draw.freezeTitle")}>
      <Refusals namespace="draw" refusals={refusalsOf(answer, "freeze-roster")} />
      {step.stands !== "open" ? (
        <Notice tone="done" live={answer?.intent === "freeze-roster"}>
          {t(way === "hand" ? "draw:hand.frozen" : "draw.frozen")}
        </Notice>
      ) : (
        <div className={classes.form}>
          <p>{t(way === "hand" ? "draw:hand.freezeText" : "draw.freezeText", { count: entries })}</p>
          {canFreeze && (
            <Form method="post">
              <input type="hidden" name="slot" value={step.key} />
              <ActButton
                intent="freeze-roster"
                namespace="draw"
                icon={Lock}
                unmet={freeze}
                consequence={t(way === "hand" ? "draw:hand.freezeHint" : "draw.freezeHint")}
              >
                {t("draw.freeze")}
              </ActButton>
            </Form>
          )}
        </div>
      )}
    </Section>
  );
}
