/** What in the hall wants somebody now, each with the way to where it is put right. */
import { Link } from "@remix-run/react";
import { ArrowRight, BellRing, CircleCheck, Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Alert, AlertCode } from "#app/domain/desk/alerts.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import classes from "./desk.module.css";

/** The page of the event where it is put right; null: the room of appeals. */
const PAGES: Readonly<Record<AlertCode, "panels" | "results" | "corrections" | "paper" | "rescore" | null>> = {
  "conflicts-open": "panels",
  "forms-standing": "panels",
  "forms-left": "panels",
  "judge-silent": "panels",
  "judges-unseen": "panels",
  "tablet-away": "panels",
  "forms-unconfirmed": "results",
  "scores-apart": "panels",
  "spread-harsh": "panels",
  "spread-lenient": "panels",
  "ties-open": "results",
  "corrections-open": "corrections",
  "appeals-open": null,
  "appeal-clock": null,
  "rescore-open": "rescore",
  "objections-open": null,
  "board-frozen": "results",
  "on-paper": "paper",
};

export function Alerts({ alerts, competition }: { alerts: readonly Alert[]; competition: string }) {
  const { t, i18n } = useTranslation("desk");
  const text = createLookup(i18n);
  const wayOf = ({ code, event }: Alert) => {
    const page = PAGES[code];
    return page === null || event === null ? `/office/${competition}/cases` : toEventPage(competition, event, page);
  };
  return (
    <Section id="alerts" title={t("alerts.title")}>
      {alerts.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t("alerts.none")} hint={t("alerts.noneHint")} />
      ) : (
        <ul className={classes.alerts}>
          {alerts.map((alert) => {
            const sentence = text(`desk:alert.${alert.code}`, alert.params);
            return (
              <li key={sentence} className={classes.alert} data-weight={alert.weight}>
                <ToneBadge tone={alert.weight === "act" ? "act" : "info"} icon={alert.weight === "act" ? BellRing : Eye}>
                  {t(`weight.${alert.weight}`)}
                </ToneBadge>
                <span className={classes.sentence}>{sentence}</span>
                <Link to={wayOf(alert)} className={classes.fix} aria-label={`${t("alerts.fix")} ${sentence}`}>
                  {t("alerts.fix")}
                  <ArrowRight size={16} aria-hidden="true" />
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
