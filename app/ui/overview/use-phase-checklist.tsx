/** The conditions of the next phase as a checklist: what is open first, each with its reasons and the way to its fix. */
import { useTranslation } from "react-i18next";
import type { Condition, ConditionCode } from "#app/domain/phases/competition-phases.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import type { ChecklistItem } from "#app/ui/checklist.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import classes from "./overview.module.css";

export type PhaseChecklist = {
  /** Of the competition. */
  readonly code: string;
  readonly conditions: readonly Condition[];
  readonly events: readonly (Named & { readonly code: string })[];
  /** Whether the reader can put anything right. */
  readonly mayAct: boolean;
  readonly canChangePlan: boolean;
};

/** One line for each kind of condition, what is open first; an event's reasons begin with its name. */
export function usePhaseChecklist({
  code,
  conditions: all,
  events,
  mayAct,
  canChangePlan,
}: PhaseChecklist): readonly ChecklistItem[] {
  const { t } = useTranslation("competition");
  const sentence = useSentence("competition");
  const named = useNamed();
  // The number of the decision is asked beside the button.
  const conditions = all.filter((condition) => condition.code !== "decision-number-given");
  const kinds = [...new Set(conditions.map((condition) => condition.code))];
  const items = kinds.map((kind): ChecklistItem => {
    const open = conditions.filter((condition) => condition.code === kind && condition.unmet.length > 0);
    const reasons = open.flatMap(({ event, unmet }) => {
      const found = events.find((candidate) => candidate.code === event);
      return unmet.map((refusal) => {
        const text = sentence(refusal);
        return found ? t("overview.ofEvent", { event: named(found), sentence: text }) : text;
      });
    });
    const to = mayAct ? findFix(`/office/${code}`, kind, open, canChangePlan) : null;
    return {
      id: kind,
      label: t(`condition.${kind}`),
      done: open.length === 0,
      ...(reasons.length > 0 ? { detail: <Reasons reasons={reasons} /> } : {}),
      ...(to ? { to } : {}),
    };
  });
  return [...items.filter((item) => !item.done), ...items.filter((item) => item.done)];
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  return (
    <>
      {reasons.map((reason) => (
        <span key={reason} className={classes.reason}>
          {reason}
        </span>
      ))}
    </>
  );
}

/** Where a condition is put right; null where only time or the act itself does it. */
function findFix(office: string, kind: ConditionCode, open: readonly Condition[], canChangePlan: boolean): string | null {
  const [first] = open;
  const eventPage = first?.event ? `${office}/events/${first.event}` : `${office}/events`;
  switch (kind) {
    case "events-exist":
      return `${office}/events#add`;
    case "host-authority-named":
    case "packs-pinned":
    case "registration-deadline-ahead":
      return canChangePlan ? `${office}#plan` : null;
    case "scheme-adds-up":
      return `${eventPage}#scheme`;
    case "rules-hold":
      return `${eventPage}#rules`;
    case "delegations-exist":
      return `${office}/people#delegations`;
    case "registrations-decided":
    case "entries-enough":
      return `${office}/registrations`;
    case "chief-judge-appointed":
    case "marking-team-complete":
    case "blinding-judge-appointed":
    case "tally-clerk-appointed":
    case "judges-neutral":
    case "supervisor-appointed":
      return `${office}/people`;
    case "filing-number-given":
      return `${office}/preparation#filing`;
    case "leaders-meeting-minuted":
      return `${office}/preparation#leaders-meeting`;
    case "technical-document-published":
      return `${office}/preparation#notice`;
    case "judges-trained":
      return `${office}/preparation#judges-training`;
    case "rounds-settled":
      return `${eventPage}/results`;
    case "appeals-ruled":
    case "objections-ruled":
    case "rescore-sets-decided":
      return `${office}/cases`;
    case "publicity-over":
    case "another-person-decides":
    case "decision-number-given":
      return null;
  }
}
