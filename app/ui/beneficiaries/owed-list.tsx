/** The findings of one result or fact with how far each is: for officers with the way to the act, for the person in plain words. */
import { Link } from "@remix-run/react";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { type FindingView, gatherAlike } from "#app/domain/policy/finding-view.ts";
import { type Beneficiary, isAboutMoney } from "#app/domain/policy/findings.ts";
import type { NextStep } from "#app/domain/policy/next-step.ts";
import { Money } from "#app/ui/money.tsx";
import { EntitlementStateBadge } from "#app/ui/policy/entitlement-state-badge.tsx";
import { FindingsList, type RegionNames } from "#app/ui/policy/findings-list.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import classes from "./beneficiaries.module.css";

export type OwedFinding = FindingView & {
  readonly recipient: Beneficiary["kind"];
  readonly entitlement: {
    /** Left out for readers who do nothing with it. */
    readonly id?: string;
    readonly state: EntitlementState;
    readonly settledFen: number | null;
    readonly hasOpenDifference?: boolean;
    readonly next: NextStep;
    readonly paidFen: number;
  } | null;
};

export type OwedListProps = {
  findings: readonly OwedFinding[];
  regions: RegionNames;
  /** Whom the words are for. */
  reader: "officer" | "self";
};

/** Where nothing is owed or promised, the clauses that were looked at are one step away. */
export function OwedList({ findings, regions, reader }: OwedListProps) {
  const { t } = useTranslation("public");
  const list = (
    <FindingsList
      findings={findings}
      regions={regions}
      standing={(finding) => isAboutMoney(finding) && <Standing finding={finding} reader={reader} />}
    />
  );
  if (findings.some(({ outcome }) => outcome !== "not-met")) return list;
  return (
    <details className={classes.looked}>
      <summary>{t("journey.nobodyPays", { count: gatherAlike(findings).length })}</summary>
      {list}
    </details>
  );
}

function Standing({ finding, reader }: { finding: OwedFinding; reader: OwedListProps["reader"] }) {
  const { t } = useTranslation("beneficiaries");
  const next = useNextStep(reader);
  const { entitlement, recipient, draft } = finding;
  const isOfficer = reader === "officer";
  const isDone = entitlement?.state === "paid" || entitlement?.state === "refused";
  return (
    <div className={classes.standing}>
      <div className={classes.facts}>
        {entitlement && !(draft && entitlement.state === "computed") && <EntitlementStateBadge state={entitlement.state} />}
        {entitlement?.hasOpenDifference && (
          <ToneBadge tone="act" icon={TriangleAlert}>
            {t("standing.different")}
          </ToneBadge>
        )}
        {entitlement !== null && entitlement.settledFen !== null && (
          <span>
            {t("standing.settled")} <Money fen={entitlement.settledFen} />
          </span>
        )}
        {entitlement !== null && entitlement.paidFen !== 0 && (
          <span>
            {t("standing.paidSoFar")} <Money fen={entitlement.paidFen} />
          </span>
        )}
        {entitlement?.id && <Link to={`/policy/entitlements/${entitlement.id}`}>{t("standing.open")}</Link>}
      </div>
      <p>
        {!isDone && <strong>{isOfficer ? t("standing.next") : t("own.title")}</strong>} {next(finding)}
      </p>
      {recipient === "team" && <p className={classes.quiet}>{t("standing.team")}</p>}
      {recipient === "organisation" && <p className={classes.quiet}>{t("standing.organisation")}</p>}
    </div>
  );
}

/** The next step as a sentence. */
function useNextStep(reader: OwedListProps["reader"]): (finding: OwedFinding) => string {
  const { t } = useTranslation("beneficiaries");
  const words = reader === "officer" ? "next" : "own";
  return ({ entitlement, outcome, draft }) => {
    // Before the entitlement is there, or at its beginning, the person wants to know whether it is his at all.
    const isOpen = outcome === "needs-decision" && (entitlement === null || entitlement.state === "computed");
    if (reader === "self" && isOpen && !draft) return t("own.decide");
    if (entitlement === null) {
      if (draft) return t(`${words}.in-force`);
      return t(reader === "officer" ? "standing.pending" : "own.pending");
    }
    const { kind, at } = entitlement.next;
    if (kind === "publicity") return at === null ? t(`${words}.publicityOpen`) : t(`${words}.publicity`, { at });
    if (kind === "paid") return at === null ? t(`${words}.paidUndated`) : t(`${words}.paid`, { at });
    return t(`${words}.${kind}`, { at: at ?? "" });
  };
}
