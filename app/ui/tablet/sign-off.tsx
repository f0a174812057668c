/** 核对签字: the whole form on one page, what is odd marked, and the PIN of the judge who signs it; signing needs the network. */
import { ArrowRight, CloudOff, Signature } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { JudgeForm } from "#app/domain/tablet/day.ts";
import { computeProgress, findNextForm } from "#app/domain/tablet/overlay.ts";
import { toHash } from "#app/live/tablet/places.ts";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useOwnValues, useTablet } from "#app/live/tablet/use-tablet.ts";
import { FormSheet } from "#app/ui/marking/form-sheet.tsx";
import { LargeButton, LargeLink } from "#app/ui/marking/large-link.tsx";
import { PinField } from "#app/ui/marking/pin-field.tsx";
import { Signatures } from "#app/ui/marking/signatures.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { DeliveryLine } from "./delivery-line.tsx";
import classes from "./sign-off.module.css";
import { Turn } from "./turn.tsx";

export function SignOff({ front, form }: { front: Person; form: JudgeForm }) {
  const { t } = useTranslation("marking");
  const { formId, aspects, team, task, mark, maximum } = form;
  const odd = aspects.filter(({ oddities }) => oddities.length > 0).length;
  const signed = team.filter(({ hasSigned }) => hasSigned).length;
  return (
    <TabletShell
      code={form.code}
      title={t("signOff.title")}
      subtitle={`${form.subCriterionId} ${form.subCriterionName}`}
      back={{ to: toHash({ kind: "form", formId, aspectId: null }), label: t("signOff.back") }}
      aside={<Turn front={front} />}
      status={<DeliveryLine front={front} />}
      actions={task !== "sign" && <Onward form={form} front={front} />}
    >
      {task === "await-signatures" && <Notice tone="done" title={t("entry.signedByYou", { signed, team: team.length })} live />}
      {task === "signed" && <Notice tone="done" title={t("entry.signedByAll")} live />}
      {task === "confirmed" && <Notice tone="done" title={t("entry.confirmed")} live />}
      {task === "sign" && odd > 0 && (
        <Notice tone="act" title={t("signOff.odd", { count: odd })}>
          {t("signOff.oddHint")}
        </Notice>
      )}
      <FormSheet
        caption={t("sheet.caption", { code: form.code, subCriterion: form.subCriterionId })}
        aspects={aspects}
        team={team}
        mark={mark}
        maximum={maximum}
        toAspect={form.status === "open" ? (aspectId) => toHash({ kind: "form", formId, aspectId }) : undefined}
      />
      <div className={classes.foot}>
        <Signatures team={team} />
        {form.status === "open" && task !== "await-signatures" && <Sign front={front} form={form} />}
      </div>
    </TabletShell>
  );
}

function Sign({ front, form }: { front: Person; form: JudgeForm }) {
  const { t } = useTranslation(["marking", "tablet"]);
  const id = useId();
  const { isReachable } = useTablet();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [attempts, setAttempts] = useState(0);
  const [isAsking, setIsAsking] = useState(false);
  const undelivered = useOutbox(front.outbox).kept.filter(
    ({ act, fate }) => fate.state === "waiting" && act.kind === "mark" && act.entry.formId === form.formId,
  ).length;
  const unmet: readonly Refusal[] = [
    ...(isReachable ? [] : [{ code: "sign-off-needs-network" }]),
    ...(undelivered > 0 ? [{ code: "marks-undelivered", params: { count: undelivered } }] : []),
    ...form.signOffUnmet,
  ];
  const isBlocked = unmet.length > 0 || isAsking;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget).get("pin"));
    setIsAsking(true);
    const told = await getTablet().signOff(form.formId, form.revision, pin);
    setIsAsking(false);
    if (told.kind === "told") return setRefusals([]);
    const code = told.kind === "signed-out" ? "session-over" : told.kind === "gone" ? "not-found" : "sign-off-needs-network";
    setRefusals(told.kind === "refused" ? told.refusals : [{ code }]);
    setAttempts((count) => count + 1);
  }

  return (
    <form className={classes.sign} onSubmit={(event) => void submit(event)}>
      <Refusals namespace="marking" refusals={refusals} />
      {unmet.length > 0 ? (
        <div id={id} className={classes.unmet}>
          <p>
            {!isReachable && <CloudOff size={20} aria-hidden="true" />} {t("signOff.unmet")}
          </p>
          <RefusalList namespace="marking" refusals={unmet} />
        </div>
      ) : (
        <p className={classes.statement}>{t("signOff.statement")}</p>
      )}
      <div className={classes.row}>
        <PinField key={attempts} label={t("signOff.pin")} disabled={isBlocked} isAgain={attempts > 0} />
        <LargeButton icon={Signature} disabled={isBlocked} describedBy={unmet.length > 0 ? id : undefined}>
          {t("signOff.sign")}
        </LargeButton>
      </div>
    </form>
  );
}

function Onward({ front, form }: { front: Person; form: JudgeForm }) {
  const { t } = useTranslation("marking");
  const { day } = useTablet();
  const own = useOwnValues(useOutbox(front.outbox).kept);
  const progressOf = (id: string) => {
    const other = day?.forms.get(id);
    return other ? computeProgress(other, own).task : null;
  };
  const next = findNextForm(day?.list ?? { marking: [] }, progressOf, form.formId);
  if (next === null) return <LargeLink to={toHash({ kind: "forms" })}>{t("entry.backToForms")}</LargeLink>;
  return (
    <LargeLink to={toHash({ kind: "form", formId: next, aspectId: null })} icon={ArrowRight}>
      {t("entry.nextForm")}
    </LargeLink>
  );
}
