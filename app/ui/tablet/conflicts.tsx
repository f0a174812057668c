/** Two values of one aspect that two tablets entered without knowing of each other: both are shown, and a judge says which one stands. */
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MarkConflictView } from "#app/domain/marking/mark-conflict.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { FormAspect, JudgeForm } from "#app/domain/tablet/day.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { getTablet } from "#app/live/tablet/tablet.ts";
import { useTablet } from "#app/live/tablet/use-tablet.ts";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./conflicts.module.css";

const USUAL = ["measuredAgain", "misread", "discussed"] as const;
type Choice = "standing" | "offered";

export function Conflicts({ form, aspect }: { form: JudgeForm; aspect: FormAspect }) {
  const { t } = useTranslation("tablet");
  const conflicts = form.conflicts.filter(({ aspectId }) => aspectId === aspect.id);
  return conflicts.map((conflict) =>
    conflict.maySettle && conflict.standing && conflict.offered ? (
      <Settle key={conflict.conflictId} form={form} aspect={aspect} conflict={conflict} />
    ) : (
      <Notice key={conflict.conflictId} tone="act" title={t("conflict.title")}>
        {t("conflict.ofOther", { name: nameOf(form, conflict.judgeId) })}
      </Notice>
    ),
  );
}

/** Leads to the other aspects of the form where two values wait for a choice. */
export function ConflictsElsewhere(props: { form: JudgeForm; current: string; onChoose: (aspectId: string) => void }) {
  const { form, current, onChoose } = props;
  const { t } = useTranslation("tablet");
  const elsewhere = [...new Set(form.conflicts.map(({ aspectId }) => aspectId))].filter((aspectId) => aspectId !== current);
  if (elsewhere.length === 0) return null;
  return (
    <Notice tone="act" title={t("conflict.title")} live>
      <div className={classes.options}>
        {elsewhere.map((aspectId) => (
          <button key={aspectId} type="button" className={classes.chip} onClick={() => onChoose(aspectId)}>
            {t("conflict.go", { aspect: aspectId })}
          </button>
        ))}
      </div>
    </Notice>
  );
}

function nameOf({ team }: JudgeForm, judgeId: string): string {
  return team.find((judge) => judge.judgeId === judgeId)?.displayName ?? "";
}

function Settle({ form, aspect, conflict }: { form: JudgeForm; aspect: FormAspect; conflict: MarkConflictView }) {
  const { t } = useTranslation(["tablet", "marking"]);
  const words = useMeasurementWords();
  const formats = useFormats();
  const { isReachable } = useTablet();
  const id = useId();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const { standing, offered, conflictId } = conflict;
  const write = (value: number | undefined) => (value === undefined ? "" : words.value(aspect, value));
  const time = (at: string | undefined) => (at === undefined ? "" : formats.time(at));
  const options: readonly (readonly [Choice, string])[] = [
    ["standing", t("conflict.standing", { value: write(standing?.value), time: time(standing?.receivedAt) })],
    [
      "offered",
      t("conflict.offered", {
        value: write(offered?.value),
        time: time(offered?.receivedAt),
        name: nameOf(form, conflict.judgeId),
      }),
    ],
  ];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (choice === null || standing === null) return;
    const told = await getTablet().settleConflict(form.formId, { conflictId, choice, reason, standing: standing.key });
    if (told.kind !== "told") setRefusals(told.kind === "refused" ? told.refusals : [{ code: "settle-needs-network" }]);
  }

  return (
    <form className={classes.box} onSubmit={(event) => void submit(event)} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={classes.title}>
        {t("conflict.title")}
      </h3>
      <p>{t("conflict.hint")}</p>
      <div className={classes.options}>
        {options.map(([key, label]) => (
          <button key={key} type="button" className={classes.option} aria-pressed={choice === key} onClick={() => setChoice(key)}>
            {label}
          </button>
        ))}
      </div>
      {choice !== null && (
        <>
          <div className={classes.options}>
            {USUAL.map((key) => {
              const text = t(`marking:entry.change.usual.${key}`);
              return (
                <button
                  key={key}
                  type="button"
                  className={classes.chip}
                  aria-pressed={reason === text}
                  onClick={() => setReason(text)}
                >
                  {text}
                </button>
              );
            })}
          </div>
          <label className={classes.label} htmlFor={id}>
            {t("conflict.reason")}
          </label>
          <input
            id={id}
            className={classes.reason}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Refusals namespace="marking" refusals={isReachable ? refusals : [{ code: "settle-needs-network" }]} />
          <LargeButton disabled={reason.trim() === "" || !isReachable}>{t("conflict.settle")}</LargeButton>
        </>
      )}
    </form>
  );
}
