/** One person's results from the district to the world, with the way up between them and what every clause says of each. */
import { Link } from "@remix-run/react";
import { ArrowUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import type { FactState } from "#app/domain/policy/check-recorded-fact.ts";
import { type Award, type RegistrationStatus, type RoundKind, TIERS, type Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { FactStateBadge } from "#app/ui/facts/fact-words.tsx";
import { AdvancementStateBadge } from "#app/ui/ladder/advancement-table.tsx";
import type { RegionNames } from "#app/ui/policy/findings-list.tsx";
import { OriginLine, type OriginProps } from "#app/ui/registration/origin.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./beneficiaries.module.css";
import { type OwedFinding, OwedList } from "./owed-list.tsx";

export type TierResult = {
  readonly entryId: string | null;
  readonly factId: string | null;
  readonly tier: Tier;
  readonly competition: Named & { readonly code: string | null };
  readonly event: Named;
  readonly on: string;
  readonly place: number | null;
  readonly award: Award | null;
  readonly round: RoundKind | null;
  readonly isPublished: boolean;
  readonly isFinal: boolean;
  readonly status: RegistrationStatus | null;
  readonly factState: FactState | null;
  readonly team: readonly string[];
  readonly origin: OriginProps["origin"] | null;
  readonly advancement: {
    readonly competition: Named & { readonly tier: Tier };
    readonly event: Named;
    readonly state: AdvancementState;
    readonly status: RegistrationStatus | null;
  } | null;
  readonly findings: readonly OwedFinding[] | null;
};

export function TierResults({ results, regions }: { results: readonly TierResult[]; regions: RegionNames }) {
  const { t } = useTranslation("beneficiaries");
  const word = useWord();
  return (
    <Section title={t("tiers.title")} description={t("tiers.lead")}>
      <div className={classes.tiers}>
        {TIERS.map((tier) => {
          const own = results.filter((result) => result.tier === tier);
          return (
            <Section key={tier} level={3} title={word("tier", tier)}>
              {own.length === 0 && <p className={classes.quiet}>{t("tiers.none")}</p>}
              <div className={classes.results}>
                {own.map((result) => (
                  <Result key={result.entryId ?? result.factId} result={result} regions={regions} />
                ))}
              </div>
            </Section>
          );
        })}
      </div>
    </Section>
  );
}

function Result({ result, regions }: { result: TierResult; regions: RegionNames }) {
  const { t } = useTranslation("beneficiaries");
  const named = useNamed();
  const formats = useFormats();
  const { competition, event, on, team, origin, advancement, findings, factId, factState } = result;
  const name = `${named(competition)} · ${named(event)}`;
  return (
    <article className={classes.result}>
      <header className={classes.head}>
        <h4 className={classes.name}>
          {competition.code === null ? (
            <Link to={`/policy/facts/${factId}`}>{name}</Link>
          ) : (
            <Link to={`/competitions/${competition.code}`}>{name}</Link>
          )}
        </h4>
        <span className={classes.quiet}>
          <When at={on} as="date" />
        </span>
      </header>
      <Won result={result} />
      {team.length > 0 && (
        <p className={classes.quiet}>
          {t("result.team")} · {formats.list(team)}
        </p>
      )}
      {origin && (
        <div>
          <span className={classes.quiet}>{t("result.origin")}</span> <OriginLine origin={origin} />
        </div>
      )}
      {findings ? (
        <OwedList findings={findings} regions={regions} reader="officer" />
      ) : (
        <p className={classes.quiet}>
          {factState === "open" ? t("result.waiting") : result.isFinal ? t("result.computing") : t("result.notFinal")}
        </p>
      )}
      {advancement && (
        <p className={classes.way}>
          <ArrowUpRight size={18} aria-hidden="true" />
          <span>
            {t("result.advanced", { tier: advancement.competition.tier })} · {named(advancement.competition)} ·{" "}
            {named(advancement.event)}
          </span>
          <AdvancementStateBadge state={advancement.state} />
          {advancement.status && <StatusBadge list="registrationStatus" value={advancement.status} />}
        </p>
      )}
    </article>
  );
}

function Won({ result: { place, award, round, isPublished, status, factState } }: { result: TierResult }) {
  const { t } = useTranslation("beneficiaries");
  const word = useWord();
  return (
    <div className={classes.won}>
      {factState && (
        <>
          <span className={classes.quiet}>{t("result.outside")}</span> <FactStateBadge state={factState} />
        </>
      )}
      {!isPublished && status && (
        <>
          <StatusBadge list="registrationStatus" value={status} />
          <span className={classes.quiet}>{t("result.notPublished")}</span>
        </>
      )}
      {isPublished && (
        <>
          {round && <span>{word("roundKind", round)}</span>}
          <strong>{place === null ? (award ? "" : t("result.notRanked")) : t("result.place", { place })}</strong>
          {award && <AwardBadge award={award} />}
        </>
      )}
    </div>
  );
}
