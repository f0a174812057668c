/** The way of an honour as a vertical line: each step with who, when and by which paper; the form of the next act in its place. */
import { useTranslation } from "react-i18next";
import { DEFAULT_HONOUR_PUBLICITY_DAYS, type HonourCaseState } from "#app/domain/honours/honour-case.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { JourneyLine, JourneyStep, type JourneyStepProps } from "#app/ui/public/journey-line.tsx";
import { ConferForm, InspectForm, PubliciseForm } from "./act-forms.tsx";
import classes from "./honours.module.css";

type Done = { readonly by: string; readonly at: string };

export type HonourLineProps = {
  readonly page: {
    readonly caseId: string;
    readonly factId: string;
    readonly state: HonourCaseState;
    readonly reason: string;
    readonly reference: string;
    readonly evidence: string | null;
    readonly recommended: Done;
    readonly inspected: (Done & { readonly text: string }) | null;
    readonly publicised: (Done & { readonly until: string; readonly isOver: boolean }) | null;
    readonly conferred: (Done & { readonly number: string; readonly decidedOn: string; readonly inPost: boolean | null }) | null;
    readonly refused: (Done & { readonly reason: string }) | null;
    readonly acts: Readonly<Record<"inspect" | "publicise" | "confer", readonly Refusal[]>> | null;
  };
  /** What the act that was tried last was refused for, by intent. */
  readonly refusalsOf: (intent: string) => readonly Refusal[];
};

export function HonourLine({ page, refusalsOf }: HonourLineProps) {
  const { t } = useTranslation("honours");
  const { state, recommended, inspected, publicised, conferred, refused, acts } = page;
  const stepOf = (done: unknown, isNext: boolean): JourneyStepProps["state"] =>
    done !== null ? "past" : isNext ? "current" : "coming";
  const isOpen = refused === null;
  return (
    <JourneyLine>
      <JourneyStep state="past" title={t("step.recommended")} at={recommended.at}>
        <By name={recommended.by} />
        <p>{t("step.reference", { reference: page.reference })}</p>
        <p className={classes.said}>{page.reason}</p>
        {page.evidence !== null && (
          <a href={`/policy/facts/${page.factId}/evidence`}>{t("step.evidence", { name: page.evidence })}</a>
        )}
      </JourneyStep>
      {(inspected !== null || isOpen) && (
        <JourneyStep state={stepOf(inspected, state === "recommended")} title={t("step.inspected")} at={inspected?.at}>
          {inspected ? (
            <>
              <By name={inspected.by} />
              <p className={classes.said}>{inspected.text}</p>
            </>
          ) : (
            <p>{t("step.inspectionWaits")}</p>
          )}
          {acts && state === "recommended" && <InspectForm unmet={acts.inspect} refusals={refusalsOf("inspect-honour")} />}
        </JourneyStep>
      )}
      {(publicised !== null || isOpen) && (
        <JourneyStep
          state={publicised && !publicised.isOver && isOpen ? "current" : stepOf(publicised, state === "inspected")}
          title={t("step.publicised")}
          at={publicised?.at}
        >
          {publicised ? (
            <>
              <By name={publicised.by} />
              <p>{t(publicised.isOver ? "step.publicityOver" : "step.publicityRuns", { until: publicised.until })}</p>
              {isOpen && <a href={`/policy/honours/${page.caseId}/publicity`}>{t("list")}</a>}
            </>
          ) : (
            <p>{t("step.publicityWaits", { days: DEFAULT_HONOUR_PUBLICITY_DAYS })}</p>
          )}
          {acts && state === "inspected" && <PubliciseForm unmet={acts.publicise} refusals={refusalsOf("publicise-honour")} />}
        </JourneyStep>
      )}
      {isOpen && (
        <JourneyStep state={stepOf(conferred, publicised?.isOver ?? false)} title={t("step.conferred")} at={conferred?.at}>
          {conferred ? (
            <>
              <By name={conferred.by} />
              <p>{t("step.decision", { number: conferred.number, day: conferred.decidedOn })}</p>
              <p>{t("step.inPost", { answer: t(`confer.answer.${answerOf(conferred.inPost)}`) })}</p>
            </>
          ) : (
            <p>{t("step.conferralWaits")}</p>
          )}
          {acts && state === "publicised" && <ConferForm unmet={acts.confer} refusals={refusalsOf("confer-honour")} />}
        </JourneyStep>
      )}
      {refused && (
        <JourneyStep state="stopped" title={t("step.refused")} at={refused.at}>
          <By name={refused.by} />
          <p className={classes.said}>{refused.reason}</p>
        </JourneyStep>
      )}
    </JourneyLine>
  );
}

function By({ name }: { name: string }) {
  const { t } = useTranslation("honours");
  return <p className={classes.soft}>{t("step.by", { name })}</p>;
}

function answerOf(value: boolean | null): "yes" | "no" | "unknown" {
  return value === null ? "unknown" : value ? "yes" : "no";
}
