/** 评分: one aspect fills the screen, the code stays on top, the next comes by itself, the bottom line says what has arrived. */
import { ArrowRight, FilePen, Signature } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JudgeForm } from "#app/domain/tablet/day.ts";
import { computeProgress, findNextForm, findShown, type Progress } from "#app/domain/tablet/overlay.ts";
import { isUnreadRefusal, type Kept } from "#app/live/tablet/outbox.ts";
import { toHash } from "#app/live/tablet/places.ts";
import { mayEnter } from "#app/live/tablet/presence.ts";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useOwnValues, useTablet } from "#app/live/tablet/use-tablet.ts";
import { useFormPresence } from "#app/live/use-presence.ts";
import { AspectDots, type DotState } from "#app/ui/marking/aspect-dots.tsx";
import { AspectPanel } from "#app/ui/marking/aspect-panel.tsx";
import { CorrectionNotice } from "#app/ui/marking/correction-notice.tsx";
import { LargeButton, LargeLink } from "#app/ui/marking/large-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useFollowing } from "#app/ui/use-following.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { DeliveryLine } from "./delivery-line.tsx";
import classes from "./marking.module.css";
import { RefusedValues } from "./refused-values.tsx";
import { Turn } from "./turn.tsx";
import { Unkept } from "./unkept.tsx";
import { useMarkingKeys } from "./use-marking-keys.ts";
import { ValueFate } from "./value-fate.tsx";

const OnPaper = lazy(async () => ({ default: (await import("#app/ui/marking/on-paper.tsx")).OnPaper }));
const Conflicts = lazy(async () => ({ default: (await import("./conflicts.tsx")).Conflicts }));
const ConflictsElsewhere = lazy(async () => ({ default: (await import("./conflicts.tsx")).ConflictsElsewhere }));
const HeldElsewhere = lazy(async () => ({ default: (await import("./form-presence.tsx")).HeldElsewhere }));
const OpenByOthers = lazy(async () => ({ default: (await import("./form-presence.tsx")).OpenByOthers }));
const Notes = lazy(async () => ({ default: (await import("./notes.tsx")).Notes }));

/** Long enough to see what one has pressed. */
const STAY_MS = 450;

export type MarkingProps = { front: Person; form: JudgeForm; aspectId: string | null };

export function Marking({ front, form, aspectId }: MarkingProps) {
  const { t } = useTranslation("marking");
  const named = useNamed();
  const { formId, aspects, team, status } = form;
  const { kept } = useOutbox(front.outbox);
  const own = useOwnValues(kept);
  const [chosen, setChosen] = useFollowing(aspectId);
  const stay = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(stay.current), []);

  const answered = own.filter((value) => value.formId === formId && value.state !== "waiting").length;
  useEffect(() => {
    if (answered > 0) void getTablet().refreshForm(formId);
  }, [answered, formId]);

  const presence = useFormPresence(formId);
  const hold = status === "open" ? presence?.hold : undefined;
  const progress = computeProgress(form, own);
  const { open } = progress;
  const current =
    aspects.find(({ id }) => id === chosen) ??
    aspects.find(({ id }) => id === open[0]) ??
    aspects.find(({ mark }) => mark === null) ??
    aspects[0];
  const at = current ? aspects.indexOf(current) : -1;
  useMarkingKeys({
    onStep: (by) => {
      const next = aspects[at + by];
      if (next) choose(next.id);
    },
  });
  if (!current) return null;
  const unsettled = aspects.filter(({ kind, mark }) => kind === "judgement" && mark === null).map(({ id }) => id);
  const ofForm = kept.filter(({ act }) => act.kind === "mark" && act.entry.formId === formId);
  const shown = findShown(form, current, own);
  const refused = ofForm.filter(isUnreadRefusal);

  function choose(id: string): void {
    clearTimeout(stay.current);
    setChosen(id);
  }

  function goOn(from: string): void {
    clearTimeout(stay.current);
    const next = open.find((id) => id !== from);
    if (next) stay.current = setTimeout(() => setChosen(next), STAY_MS);
    else setChosen(from);
  }

  return (
    <TabletShell
      code={form.code}
      title={`${form.subCriterionId} ${form.subCriterionName}`}
      subtitle={named(form.event)}
      back={{ to: toHash({ kind: "forms" }), label: t("forms.title") }}
      aside={<Turn front={front} />}
      status={<DeliveryLine front={front} />}
      actions={
        open[0] === undefined || open.includes(current.id) ? (
          <NextStep form={form} progress={progress} front={front} />
        ) : (
          <LargeButton icon={ArrowRight} onPress={() => choose(String(open[0]))}>
            {t("entry.nextAspect", { aspect: open[0] })}
          </LargeButton>
        )
      }
    >
      <AspectDots
        dots={aspects.map((aspect) => ({
          id: aspect.id,
          state: describeDot(aspect, findShown(form, aspect, own).own?.state ?? null, ofForm, unsettled.length > 0, form),
        }))}
        current={current.id}
        onChoose={choose}
      />
      <CorrectionNotice correction={form.correction} />
      {status !== "open" && <Standing form={form} progress={progress} />}
      {status === "open" && form.medium === "paper" ? (
        <OnPaper
          code={form.code}
          subCriterionId={form.subCriterionId}
          aspects={aspects}
          team={team}
          mark={form.mark}
          maximum={form.maximum}
          kept={ofForm.filter(({ fate }) => fate.state === "refused").flatMap(toPaperValue)}
        />
      ) : (
        <>
          {form.conflicts.length > 0 && (
            <Suspense fallback={null}>
              <ConflictsElsewhere form={form} current={current.id} onChoose={choose} />
              <Conflicts form={form} aspect={current} />
            </Suspense>
          )}
          {hold && hold.kind !== "here" && (
            <Suspense fallback={null}>
              <HeldElsewhere hold={hold} />
            </Suspense>
          )}
          <RefusedValues front={front} aspect={current} refused={refused.filter((one) => isOf(one, current.id))} />
          <AspectPanel
            key={current.id}
            aspect={current}
            team={team}
            isLocked={status !== "open"}
            isElsewhere={hold !== undefined && hold.kind !== "here"}
            unsettled={unsettled}
            shown={shown.value}
            fate={
              <>
                <Unkept />
                <ValueFate aspect={current} kept={ofForm.find(({ key }) => key === shown.key) ?? null} />
              </>
            }
            onKeep={() => goOn(current.id)}
            onEnter={(value, reason) => {
              const { scoreRound } = current;
              const entry = { formId, aspectId: current.id, value, scoreRound, reason, replaces: shown.key };
              void mayEnter(formId).then(async (may) => {
                if (may && (await getTablet().mark(entry))) goOn(current.id);
              });
            }}
          />
          {status === "open" && presence && presence.others.length > 0 && (
            <Suspense fallback={null}>
              <OpenByOthers form={form} others={presence.others} />
            </Suspense>
          )}
          {status === "open" && <NotesFold key={`notes ${current.id}`} front={front} form={form} aspectId={current.id} />}
        </>
      )}
      {status === "open" && <Standing form={form} progress={progress} />}
    </TabletShell>
  );
}

/** Comments and photos, loaded when they are asked for or some are there. */
function NotesFold(props: { front: Person; form: JudgeForm; aspectId: string }) {
  const { t } = useTranslation("tablet");
  const { kept } = useOutbox(props.front.outbox);
  const hasNotes = kept.some(
    ({ act }) => act.kind === "note" && act.entry.formId === props.form.formId && act.entry.aspectId === props.aspectId,
  );
  const [isOpen, setIsOpen] = useState(hasNotes);
  return (
    <details className={classes.notes} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={classes.notesTitle}>{t("note.open")}</summary>
      {isOpen && (
        <Suspense fallback={null}>
          <Notes {...props} />
        </Suspense>
      )}
    </details>
  );
}

/**
 * What the form as a whole waits for, where it is not this judge's own entering. It stands under what he presses, because
 * buttons must not move away under a thumb.
 */
function Standing({ form, progress }: { form: JudgeForm; progress: Progress }) {
  const { t } = useTranslation(["marking", "tablet"]);
  const { t: text } = useTranslation("recheck");
  const { task } = progress;
  const { team } = form;
  const signed = team.filter(({ hasSigned }) => hasSigned).length;
  const sentences: Partial<Record<typeof task, string>> = {
    "await-delivery": t("tablet:form.awaitDelivery"),
    "await-scores": t("entry.awaitScores"),
    "await-signatures": t("entry.signedByYou", { signed, team: team.length }),
    signed: t("entry.signedByAll"),
    confirmed: t("entry.confirmed"),
  };
  const sentence = sentences[task];
  if (sentence === undefined) return null;
  return (
    <div className={classes.standing}>
      <Notice tone={task === "await-scores" || task === "await-delivery" ? "info" : "done"} title={sentence} live />
      {form.mayBeCorrected && (
        <LargeLink to={`/judge/forms/${form.formId}/correction?judge=${form.judgeId}`} icon={FilePen} look="quiet" reload>
          {text("request.open")}
        </LargeLink>
      )}
    </div>
  );
}

function NextStep({ form, progress, front }: { form: JudgeForm; progress: Progress; front: Person }) {
  const { t } = useTranslation("marking");
  const { day } = useTablet();
  const own = useOwnValues(useOutbox(front.outbox).kept);
  const { formId } = form;
  const { task } = progress;
  if (task === "rescore" || task === "continue" || task === "start") return null;
  if (task === "sign") {
    return (
      <LargeLink to={toHash({ kind: "sign-off", formId })} icon={Signature}>
        {t("entry.toSignOff")}
      </LargeLink>
    );
  }
  const progressOf = (id: string) => {
    const other = day?.forms.get(id);
    return other ? computeProgress(other, own).task : null;
  };
  const next = findNextForm(day?.list ?? { marking: [] }, progressOf, formId);
  if (next === null) return <LargeLink to={toHash({ kind: "forms" })}>{t("entry.backToForms")}</LargeLink>;
  return (
    <LargeLink to={toHash({ kind: "form", formId: next, aspectId: null })} icon={ArrowRight}>
      {t("entry.nextForm")}
    </LargeLink>
  );
}

function isOf({ act }: Kept, aspectId: string): boolean {
  return act.entry.aspectId === aspectId;
}

function toPaperValue({ key, act }: Kept) {
  return act.kind === "mark" ? [{ key, aspectId: act.entry.aspectId, value: act.entry.value }] : [];
}

function describeDot(
  aspect: JudgeForm["aspects"][number],
  own: string | null,
  ofForm: readonly Kept[],
  isJudging: boolean,
  { judgeId, conflicts }: JudgeForm,
): DotState {
  const isInConflict = conflicts.some(({ aspectId }) => aspectId === aspect.id);
  if (isInConflict) return "conflict";
  if (ofForm.some((one) => isOf(one, aspect.id) && isUnreadRefusal(one))) return "refused";
  if (own === "waiting") return "sending";
  if (own !== null || aspect.mark !== null) return "done";
  if ([...aspect.scores, ...aspect.readings].some((given) => given.judgeId === judgeId)) return "done";
  if (aspect.kind === "measurement") return isJudging ? "locked" : "todo";
  return aspect.mustRescore ? "rescore" : "todo";
}
