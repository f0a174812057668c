/** An entry under review, part by part: its people with the units and regions that acceptance fixes, its clauses, its history. */
import { CircleCheck, CircleX, Eye } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { OrganisationKind, RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { RefusalList } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./registration.module.css";

type RegionView = { readonly code: string; readonly name: string; readonly nameEn: string };
type UnitView = { readonly name: string; readonly kind: OrganisationKind; readonly region: RegionView };

export type ReviewedMember = {
  readonly id: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly level: SkillLevel | null;
  readonly yearsOfService: number | null;
  readonly employer: UnitView | null;
  readonly school: UnitView | null;
  readonly trainingOrganisation: UnitView | null;
  readonly residence: RegionView | null;
};

export type ReviewOnRecord = {
  readonly id: string;
  readonly decision: RegistrationStatus;
  readonly reason: string;
  readonly reviewer: string;
  /** ISO. */
  readonly at: string;
};

/** Person by person: where each works, learns and lives, whatever the width. */
export function MemberList({ members }: { members: readonly ReviewedMember[] }) {
  const { t } = useTranslation("registration");
  const word = useWord();
  const named = useNamed();
  return (
    <ul className={classes.members}>
      {members.map((member) => (
        <li key={member.id}>
          <p className={classes.memberName}>
            <span className={classes.name}>{member.name || t("erased")}</span>
            <span className={`tabular ${classes.soft}`}>{member.maskedDocument}</span>
          </p>
          <dl className={classes.memberFacts}>
            <Fact term={t("level")}>{member.level === null ? t("none") : word("skillLevel", member.level)}</Fact>
            <Fact term={t("review.years")}>{member.yearsOfService ?? t("none")}</Fact>
            <Fact term={t("review.residence")}>
              {member.residence === null ? t("none") : `${named(member.residence)} ${member.residence.code}`}
            </Fact>
            <Fact term={t("review.employer")}>
              <Unit unit={member.employer} />
            </Fact>
            <Fact term={t("review.school")}>
              <Unit unit={member.school} />
            </Fact>
            <Fact term={t("review.training")}>
              <Unit unit={member.trainingOrganisation} />
            </Fact>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Unit({ unit }: { unit: UnitView | null }) {
  const { t } = useTranslation("registration");
  const named = useNamed();
  const word = useWord();
  if (unit === null) return t("none");
  return (
    <>
      <div>{unit.name}</div>
      <div className={classes.soft}>
        {word("organisationKind", unit.kind)} · {named(unit.region)} {unit.region.code}
      </div>
    </>
  );
}

export function Reviews({ reviews }: { reviews: readonly ReviewOnRecord[] }) {
  const { t } = useTranslation("registration");
  return (
    <Section title={t("review.history")} level={3}>
      <ul className={classes.reviews}>
        {reviews.map(({ id, decision, reason, reviewer, at }) => (
          <li key={id}>
            <StatusBadge list="registrationStatus" value={decision} look="plain" />
            <When at={at} />
            <span>{t("review.historyLine", { reviewer, reason: reason || t("review.noReason") })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export type ClausesProps = {
  readonly clauses: readonly { readonly clause: string; readonly refusals: readonly Refusal[]; readonly isByHand: boolean }[];
};

/** The event's own clauses in their words, each with what the data say; some only a person can tell. */
export function Clauses({ clauses }: ClausesProps) {
  const { t } = useTranslation("registration");
  return (
    <ul className={classes.clauses}>
      {clauses.map(({ clause, refusals, isByHand }) => (
        <li key={clause} data-open={refusals.length > 0 || undefined}>
          {isByHand ? (
            <ToneBadge tone="info" icon={Eye} look="plain">
              {t("review.byHand")}
            </ToneBadge>
          ) : refusals.length > 0 ? (
            <ToneBadge tone="act" icon={CircleX} look="plain">
              {t("review.unmet")}
            </ToneBadge>
          ) : (
            <ToneBadge tone="done" icon={CircleCheck} look="plain">
              {t("review.met")}
            </ToneBadge>
          )}
          <div>
            <q>{clause}</q>
            {refusals.length > 0 && <RefusalList namespace="registration" refusals={refusals} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
