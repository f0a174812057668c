/** The parts that every view of an appeal or an objection shares: its state, its line of time, its ruling. */
import { CircleCheck, Hourglass, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AppealAbout } from "#app/domain/appeals/appeal.ts";
import type { CaseState, RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./appeals.module.css";

const LOOKS = { open: ["act", Hourglass], ruled: ["done", CircleCheck], withdrawn: ["off", Undo2] } as const;

export function CaseStateBadge({ state }: { state: CaseState }) {
  const { t } = useTranslation("appeals");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}

/** The moments of a case; ISO texts. */
export type CaseTimes = {
  readonly about: AppealAbout | null;
  readonly instance: number;
  readonly occurredAt: string | null;
  readonly dueAt: string | null;
  readonly filedAt: string;
  readonly withdrawnAt: string | null;
  readonly ruling: { readonly ruledAt: string; readonly ruledBy?: string } | null;
};

export function CaseTimeline({ times }: { times: CaseTimes }) {
  const { t } = useTranslation("appeals");
  const { about, instance, occurredAt, dueAt, filedAt, withdrawnAt, ruling } = times;
  const begun = instance > 1 ? "ruledBefore" : about === "result" ? "published" : "occurred";
  const moments = [
    { kind: begun, at: occurredAt, label: t(`timeline.${begun}`) },
    { kind: "filed", at: filedAt, label: t("timeline.filed") },
    { kind: "due", at: dueAt, label: t("timeline.due") },
    { kind: "withdrawn", at: withdrawnAt, label: t("timeline.withdrawn") },
    {
      kind: "ruled",
      at: ruling?.ruledAt ?? null,
      label: ruling?.ruledBy ? t("timeline.ruledBy", { name: ruling.ruledBy }) : t("timeline.ruled"),
    },
  ];
  return (
    <ol className={classes.timeline}>
      {moments.map(
        ({ kind, at, label }) =>
          at && (
            <li key={kind} className={classes.moment} data-kind={kind}>
              <span>{label}</span>
              <When at={at} relative />
            </li>
          ),
      )}
    </ol>
  );
}

export function RulingText({ ruling }: { ruling: { readonly outcome: RulingOutcome; readonly reason: string } }) {
  const { t } = useTranslation("appeals");
  return (
    <div>
      <p className={classes.label}>{t("cases.ruling")}</p>
      <p className={classes.name}>{t(`outcome.${ruling.outcome}`)}</p>
      <p className={classes.words}>{ruling.reason}</p>
    </div>
  );
}
