/** The lines of one entry's record, voided ones struck through with their reason; a signature as it was drawn. */
import { TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Strokes } from "#app/domain/marking/hall-acts.ts";
import { type HallRecordKind, isParticipationLine } from "#app/domain/marking/hall-record.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./hall-record.module.css";
import { formatSeconds } from "./seat-list.tsx";
import { Signature } from "./signature-pad.tsx";

export type LineView = {
  readonly id: string;
  readonly kind: HallRecordKind;
  readonly at: string;
  readonly seconds: number | null;
  readonly penalty: number | null;
  readonly text: string;
  readonly strokes: Strokes | null;
  readonly by: string;
  readonly voided: { readonly by: string; readonly at: string; readonly reason: string } | null;
};

export function HallLines({ lines, mayVoid }: { lines: readonly LineView[]; mayVoid: boolean }) {
  const { t } = useTranslation("hallRecord");
  const formats = useFormats();
  return (
    <ol className={classes.lines}>
      {lines.map((line) => {
        const { id, kind, at, seconds, penalty, text, strokes, by, voided } = line;
        return (
          <li key={id}>
            <p className={voided ? `${classes.what} ${classes.struck}` : classes.what}>
              <strong>{t(`kind.${kind}`)}</strong>
              {seconds !== null && <span className="tabular">{formatSeconds(seconds)}</span>}
              {penalty !== null && <span className="tabular">−{formatHundredths(penalty)}</span>}
              {text !== "" && <span>{text}</span>}
            </p>
            {strokes && <Signature strokes={strokes} label={t("signature.drawn")} />}
            <p className={classes.soft}>{t("lineBy", { time: formats.dateTime(at), name: by })}</p>
            {voided && (
              <p className={classes.void}>
                {t("voidedBy", { name: voided.by, time: formats.dateTime(voided.at), reason: voided.reason })}
              </p>
            )}
            {mayVoid && !voided && !isParticipationLine(kind) && (
              <details className={classes.fold}>
                <summary>{t("void.title")}</summary>
                <Form method="post" className={classes.form}>
                  <input type="hidden" name="recordId" value={id} />
                  <TextInput name="reason" label={t("void.reason")} maxLength={300} size="md" required />
                  <ActButton intent="void-line" namespace="hallRecord" icon={Undo2} look="grave" size="md">
                    {t("void.save")}
                  </ActButton>
                </Form>
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}
