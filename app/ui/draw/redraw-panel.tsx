/** Drawing again: asked for with a reason by one person, granted or refused by another. */
import { Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Ban, RotateCcw, Stamp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawView } from "#app/domain/draw/draw-view.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { When } from "#app/ui/when.tsx";
import drawClasses from "./draw.module.css";

export type RedrawPanelProps = {
  readonly view: Pick<DrawView, "redraw"> & { readonly canFreeze: boolean; readonly canContribute: boolean };
  readonly drawId: string;
  readonly answer: Answer;
};

export function RedrawPanel({ view, drawId, answer }: RedrawPanelProps) {
  const { redraw, canFreeze, canContribute } = view;
  const { t } = useTranslation("draw");
  const refusals = (["request-redraw", "grant-redraw", "refuse-redraw"] as const).flatMap((act) => refusalsOf(answer, act));
  const { errorOf, others } = useFieldErrors("draw", refusals, ["reason", "refusal"]);
  // Once somebody was checked in nothing is drawn again, and there is nothing to say about it.
  const isOver = redraw.reason === null && redraw.request.length > 0 && refusals.length === 0;
  if (isOver && redraw.refused.length === 0) return null;
  return (
    <Disclosure id="redraw" icon={RotateCcw} label={t("redraw.title")} open={redraw.reason !== null || refusals.length > 0}>
      <div className={drawClasses.redraw}>
        <p className={classes.soft}>{t("redraw.hint")}</p>
        <Refusals namespace="draw" refusals={others} />
        {redraw.reason !== null && <Notice tone="info">{t("redraw.requested", { reason: redraw.reason })}</Notice>}
        {redraw.refused.length > 0 && (
          <ul className={drawClasses.list} aria-label={t("redraw.refused")}>
            {redraw.refused.map(({ reason, refusal, refusedAt }) => (
              <li key={refusedAt} className={classes.soft}>
                <When at={refusedAt} /> {t("redraw.refusedLine", { reason, refusal })}
              </li>
            ))}
          </ul>
        )}
        {redraw.reason === null && canFreeze && !isOver && (
          <Form method="post" className={classes.form}>
            <input type="hidden" name="drawId" value={drawId} />
            <Textarea
              name="reason"
              label={t("redraw.reason")}
              description={t("redraw.reasonHint")}
              required
              maxLength={500}
              autosize
              minRows={2}
              error={errorOf("reason")}
            />
            <ActButton intent="request-redraw" namespace="draw" icon={RotateCcw} look="quiet" unmet={redraw.request}>
              {t("redraw.request")}
            </ActButton>
          </Form>
        )}
        {redraw.reason !== null && canContribute && (
          <Form method="post">
            <input type="hidden" name="drawId" value={drawId} />
            <ActButton
              intent="grant-redraw"
              namespace="draw"
              icon={Stamp}
              look="grave"
              unmet={redraw.grant}
              consequence={t("redraw.grantHint")}
            >
              {t("redraw.grant")}
            </ActButton>
          </Form>
        )}
        {redraw.reason !== null && canContribute && (
          <Form method="post" className={classes.form}>
            <input type="hidden" name="drawId" value={drawId} />
            <Textarea
              name="refusal"
              label={t("redraw.refusal")}
              required
              maxLength={500}
              autosize
              minRows={2}
              error={errorOf("refusal")}
              disabled={redraw.refuse.length > 0}
            />
            <ActButton intent="refuse-redraw" namespace="draw" icon={Ban} look="quiet" unmet={redraw.refuse}>
              {t("redraw.refuse")}
            </ActButton>
          </Form>
        )}
      </div>
    </Disclosure>
  );
}
