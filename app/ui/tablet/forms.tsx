/** 今日评分表: a judge's forms as large cards in the order of work; for who confirms, the signed forms that wait. */
import { Link } from "@remix-run/react";
import {
  ArrowRight,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  ClipboardCheck,
  CloudUpload,
  Hourglass,
  Lock,
  type LucideIcon,
  PenLine,
  RotateCcw,
  Signature,
} from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { FormCard, JudgeForm, MyForms, SubCriterionForms } from "#app/domain/tablet/day.ts";
import { computeProgress, OWN_TASKS, type OwnValue, type Progress, type TabletTask } from "#app/domain/tablet/overlay.ts";
import { toHash } from "#app/live/tablet/places.ts";
import type { Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useOwnValues, useTablet } from "#app/live/tablet/use-tablet.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LargeLink } from "#app/ui/marking/large-link.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PATHS } from "#app/ui/paths.ts";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { DeliveryLine } from "./delivery-line.tsx";
import { DeviceNotices } from "./device-notices.tsx";
import classes from "./forms.module.css";
import { Turn } from "./turn.tsx";

/** Needed on few days: loaded after the page. */
const Rescue = lazy(() => import("./rescue.tsx"));
const UnreadRefusals = lazy(() => import("./unread-refusals.tsx"));

/** A card with how far the judge is by what he has entered on this device. */
type Card = Omit<FormCard, "task"> & Progress;

export function Forms({ front }: { front: Person }) {
  const { day, isReachable } = useTablet();
  const { kept } = useOutbox(front.outbox);
  const own = useOwnValues(kept);
  const { t } = useTranslation(["marking", "tablet"]);
  const marking = day?.list.marking ?? [];
  const confirming = day?.list.confirming ?? [];
  const toCard = (card: FormCard): Card => describe(card, day?.forms.get(card.formId), own);
  const next = marking
    .flatMap(({ subCriteria }) => subCriteria.flatMap(({ forms }) => forms.map(toCard)))
    .find(({ task }) => OWN_TASKS.includes(task));
  return (
    <TabletShell
      title={t("forms.title")}
      back={{ to: PATHS.desk, label: t("forms.back") }}
      aside={<Turn front={front} />}
      status={marking.length > 0 || confirming.length === 0 ? <DeliveryLine front={front} /> : t("confirmation.rule")}
      actions={
        next && (
          <LargeLink to={addressOf(next)} icon={ArrowRight}>
            {t("forms.next", { code: next.code })}
          </LargeLink>
        )
      }
    >
      <DeviceNotices />
      <Suspense fallback={null}>
        <UnreadRefusals front={front} />
      </Suspense>
      {day === null && (
        <EmptyState
          icon={Hourglass}
          title={isReachable ? t("tablet:day.loading") : t("tablet:day.missing")}
          hint={isReachable ? t("tablet:day.loadingHint") : t("tablet:day.missingHint")}
        />
      )}
      {day !== null && marking.length === 0 && confirming.length === 0 && (
        <EmptyState icon={PenLine} title={t("forms.empty")} hint={t("forms.emptyHint")} />
      )}
      {confirming.map((round) => (
        <Confirming key={round.roundId} round={round} />
      ))}
      {marking.map((round) => (
        <Marking key={round.roundId} round={round} toCard={toCard} />
      ))}
      <Suspense fallback={null}>
        <Rescue front={front} />
      </Suspense>
    </TabletShell>
  );
}

function describe(card: FormCard, form: JudgeForm | undefined, own: readonly OwnValue[]): Card {
  // The form may be newer than the list that it stands in.
  return form ? { ...card, ...computeProgress(form, own) } : { ...card, open: [] };
}

type ToCard = (card: FormCard) => Card;

function Marking({ round, toCard }: { round: MyForms["marking"][number]; toCard: ToCard }) {
  const { t } = useTranslation("paper");
  const named = useNamed();
  return (
    <section className={classes.round} aria-labelledby={`round-${round.roundId}`}>
      <h2 id={`round-${round.roundId}`} className={classes.event}>
        {named(round.event)}
        <span className={classes.competition}>{named(round.competition)}</span>
      </h2>
      {round.medium === "paper" && (
        <Notice tone="act" title={t("onPaper.title")} live>
          {t("onPaper.judges")}
        </Notice>
      )}
      {round.subCriteria.map((subCriterion) => (
        <SubCriterion key={subCriterion.id} subCriterion={subCriterion} toCard={toCard} />
      ))}
    </section>
  );
}

/** Cards while there is something to do; folded away when all are signed. */
function SubCriterion({ subCriterion, toCard }: { subCriterion: SubCriterionForms; toCard: ToCard }) {
  const { t } = useTranslation("marking");
  const { id, name, day, isToday } = subCriterion;
  const forms = subCriterion.forms.map(toCard);
  const closed = forms.filter(isOver).length;
  return (
    <details className={classes.subCriterion} open={closed < forms.length}>
      <summary className={classes.head}>
        <ChevronRight size={22} aria-hidden="true" className={classes.chevron} />
        <h3 className={classes.name}>
          <span className={`tabular ${classes.id}`}>{id}</span> {name}
        </h3>
        <span className={classes.day} data-today={isToday || undefined}>
          {isToday ? t("forms.today", { day }) : t("forms.day", { day })}
        </span>
        <span className={classes.closed}>{t("forms.closed", { done: closed, total: forms.length })}</span>
      </summary>
      <Cards forms={forms.filter((card) => !isOver(card))} subCriterionId={id} look={classes.cards} />
      <Cards forms={forms.filter(isOver)} subCriterionId={id} look={classes.over} />
    </details>
  );
}

function isOver({ task }: Card): boolean {
  return task === "signed" || task === "confirmed";
}

function Cards(props: { forms: readonly Card[]; subCriterionId: string; look: string | undefined }) {
  const { forms, subCriterionId, look } = props;
  if (forms.length === 0) return null;
  return (
    <ul className={look}>
      {forms.map((card) => (
        <li key={card.formId}>
          <FormLink card={card} subCriterionId={subCriterionId} />
        </li>
      ))}
    </ul>
  );
}

const LOOKS: Readonly<Record<TabletTask, readonly ["own" | "rescore" | "others" | "over", LucideIcon]>> = {
  rescore: ["rescore", RotateCcw],
  continue: ["own", PenLine],
  start: ["own", CircleDashed],
  sign: ["own", Signature],
  "await-delivery": ["others", CloudUpload],
  "await-scores": ["others", Hourglass],
  "await-signatures": ["others", Hourglass],
  signed: ["over", Lock],
  confirmed: ["over", CircleCheck],
};

function FormLink({ card, subCriterionId }: { card: Card; subCriterionId: string }) {
  const { t } = useTranslation("marking");
  const { code, task, done, total, signed, team } = card;
  const [look, Icon] = LOOKS[task];
  const state = t(`task.${task}`, { done, total, signed, team });
  return (
    <Link
      to={addressOf(card)}
      discover="none"
      className={classes.card}
      data-look={look}
      aria-label={`${code} ${subCriterionId} ${state}`}
    >
      <span className={`tabular ${classes.code}`}>{code}</span>
      <span className={`tabular ${classes.state}`}>
        <Icon size={20} aria-hidden="true" />
        {state}
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.fill} style={{ inlineSize: `${(done * 100) / Math.max(total, 1)}%` }} />
      </span>
    </Link>
  );
}

function Confirming({ round }: { round: MyForms["confirming"][number] }) {
  const { t } = useTranslation("marking");
  const named = useNamed();
  const { waiting, confirmed, forms } = round;
  return (
    <section className={classes.round} aria-labelledby={`confirm-${round.roundId}`}>
      <h2 id={`confirm-${round.roundId}`} className={classes.event}>
        {t("forms.toConfirm", { event: named(round.event) })}
        <span className={classes.competition}>{named(round.competition)}</span>
      </h2>
      <Meter label={t("forms.confirmed")} value={confirmed} maximum={forms} />
      {waiting.length === 0 ? (
        <EmptyState
          icon={ClipboardCheck}
          title={confirmed === forms ? t("forms.allConfirmed") : t("forms.nothingSigned")}
          hint={confirmed === forms ? undefined : t("forms.nothingSignedHint")}
        />
      ) : (
        <ul className={classes.cards}>
          {waiting.map(({ formId, code, subCriterionId, name }) => (
            <li key={formId}>
              <Link
                to={`/judge/forms/${formId}/confirmation`}
                reloadDocument
                discover="none"
                className={classes.card}
                data-look="own"
                aria-label={`${code} ${subCriterionId} ${t("task.toConfirm")}`}
              >
                <span className={`tabular ${classes.code}`}>{code}</span>
                <span className={classes.state}>
                  {subCriterionId} {name}
                </span>
                <span className={classes.state}>
                  <ClipboardCheck size={20} aria-hidden="true" />
                  {t("task.toConfirm")}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function addressOf({ formId, task }: Pick<Card, "formId" | "task">): string {
  return toHash(task === "sign" ? { kind: "sign-off", formId } : { kind: "form", formId, aspectId: null });
}
