/** 今日评分表: a judge's forms as large cards in the order of work; for who confirms, the signed forms that wait. */
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { Link, useLoaderData } from "@remix-run/react";
import {
  ArrowRight,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  ClipboardCheck,
  Hourglass,
  Lock,
  type LucideIcon,
  PenLine,
  RotateCcw,
  Signature,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FormTask } from "#app/domain/marking/task.ts";
import { loadOrKeep, useNewest } from "#app/live/keep-last.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type FormCard, listMyForms, type MyForms, type SubCriterionForms } from "#app/queries/marking/list-my-forms.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DeliveryLine } from "#app/ui/marking/delivery-line.tsx";
import { LargeLink } from "#app/ui/marking/large-link.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./forms.module.css";

export { TabletError as ErrorBoundary } from "#app/ui/marking/tablet-error.tsx";

const REFRESH_MS = 10_000;

export const loader = defineLoader(
  { access: { roles: ["marking-judge", "tally-clerk", "chief-judge"], within: "anywhere" } },
  async ({ runtime, actor }) => ({
    judgeId: actor.userId,
    displayName: actor.displayName,
    ...(await listMyForms(runtime, actor)),
  }),
);

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  loadOrKeep(request, () => serverLoader<typeof loader>());

export const handle: PageHandle = { title: "marking:forms.title" };

/** What waits for the judge himself. */
const OWN_TASKS: readonly FormTask[] = ["rescore", "continue", "start", "sign"];

export default function Forms() {
  const [{ judgeId, displayName, marking, confirming }] = useNewest("/judge", useLoaderData<typeof loader>(), REFRESH_MS);
  const { t } = useTranslation("marking");
  const cards = marking.flatMap(({ subCriteria }) => subCriteria.flatMap(({ forms }) => forms));
  const next = cards.find(({ task }) => OWN_TASKS.includes(task));
  return (
    <TabletShell
      title={t("forms.title")}
      subtitle={displayName}
      back={{ to: PATHS.desk, label: t("forms.back") }}
      status={marking.length > 0 ? <DeliveryLine judgeId={judgeId} /> : t("confirmation.rule")}
      actions={
        next && (
          <LargeLink to={addressOf(next)} icon={ArrowRight}>
            {t("forms.next", { code: next.code })}
          </LargeLink>
        )
      }
    >
      {marking.length === 0 && confirming.length === 0 && (
        <EmptyState icon={PenLine} title={t("forms.empty")} hint={t("forms.emptyHint")} />
      )}
      {confirming.map((round) => (
        <Confirming key={round.roundId} round={round} />
      ))}
      {marking.map((round) => (
        <Marking key={round.roundId} round={round} />
      ))}
    </TabletShell>
  );
}

function Marking({ round }: { round: MyForms["marking"][number] }) {
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
        <SubCriterion key={subCriterion.id} subCriterion={subCriterion} />
      ))}
    </section>
  );
}

/** Cards while there is something to do; folded away when all are signed. */
function SubCriterion({ subCriterion }: { subCriterion: SubCriterionForms }) {
  const { t } = useTranslation("marking");
  const { id, name, day, isToday, forms } = subCriterion;
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

function isOver({ task }: FormCard): boolean {
  return task === "signed" || task === "confirmed";
}

function Cards(props: { forms: readonly FormCard[]; subCriterionId: string; look: string | undefined }) {
  const { forms, subCriterionId, look } = props;
  if (forms.length === 0) return null;
  return (
    <ul className={look}>
      {forms.map((card) => (
        <li key={card.formId}>
          <Card card={card} subCriterionId={subCriterionId} />
        </li>
      ))}
    </ul>
  );
}

const LOOKS: Readonly<Record<FormTask, readonly ["own" | "rescore" | "others" | "over", LucideIcon]>> = {
  rescore: ["rescore", RotateCcw],
  continue: ["own", PenLine],
  start: ["own", CircleDashed],
  sign: ["own", Signature],
  "await-scores": ["others", Hourglass],
  "await-signatures": ["others", Hourglass],
  signed: ["over", Lock],
  confirmed: ["over", CircleCheck],
};

function Card({ card, subCriterionId }: { card: FormCard; subCriterionId: string }) {
  const { t } = useTranslation("marking");
  const { code, task, done, total, signed, team } = card;
  const [look, Icon] = LOOKS[task];
  const state = t(`task.${task}`, { done, total, signed, team });
  return (
    <Link to={addressOf(card)} className={classes.card} data-look={look} aria-label={`${code} ${subCriterionId} ${state}`}>
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

function addressOf({ formId, task }: Pick<FormCard, "formId" | "task">): string {
  return task === "sign" ? `/judge/forms/${formId}/sign-off` : `/judge/forms/${formId}`;
}
