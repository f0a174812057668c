/** What the office decides on the results of a round: publishing and settling them, how much the public sees, and a board that stands still. */
import { Radio, Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { BadgeCheck, Eye, Megaphone, Snowflake, SunSnow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { decideFreeze } from "#app/domain/board/freeze.ts";
import { decideDisclosure } from "#app/domain/phases/round-phases.ts";
import { DISCLOSURES } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import type { ResultsPage } from "#app/queries/results/get-results-page.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { When } from "#app/ui/when.tsx";
import classes from "./results-controls.module.css";

/** When it was published and with what hash, and the act that comes next. */
export function Publication({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation(["results", "board"]);
  const { publication, next } = page;
  if (!publication && !next) return null;
  const unmet = next?.conditions.flatMap((condition) => condition.unmet) ?? [];
  return (
    <Section title={t("publication.title")} boxed>
      {publication && (
        <div className={classes.publication}>
          <p>
            {t("publication.published")} <When at={publication.publishedAt} />
            {publication.version > 1 && <> · {t("board:publication.corrected", { version: publication.version })}</>}
          </p>
          {next?.act === "settle-round" && <Countdown until={publication.closesAt} label={t("publication.closes")} />}
          <p className={classes.hash} title={publication.hash}>
            {t("publication.hash")} <code>{publication.hash.slice(0, 16)}</code>
          </p>
        </div>
      )}
      {next && mayAct && (
        <Form method="post">
          {next.act === "publish-on-site" ? (
            <ActButton
              intent="publish-on-site"
              namespace="results"
              icon={Megaphone}
              unmet={unmet}
              consequence={t("publication.publishConsequence")}
            >
              {t("publication.publish")}
            </ActButton>
          ) : (
            <ActButton
              intent="settle-round"
              namespace="results"
              icon={BadgeCheck}
              unmet={unmet}
              consequence={t("publication.settleConsequence")}
            >
              {t("publication.settle")}
            </ActButton>
          )}
        </Form>
      )}
    </Section>
  );
}

/** The level as it is; its change is folded away, because the table matters more. */
export function DisclosureControl({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation("results");
  const word = useWord();
  const { disclosure, phase } = page;
  return (
    <Section title={t("disclosure.title")} boxed actions={<StatusBadge list="disclosure" value={disclosure} />}>
      <p className={classes.level}>{t(`disclosure.hint.${disclosure}`)}</p>
      {mayAct && (
        <details className={classes.change} key={disclosure}>
          <summary className={classes.summary}>{t("disclosure.change")}</summary>
          <Form method="post" className={classes.disclosure}>
            <Radio.Group name="disclosure" defaultValue={disclosure} label={t("disclosure.label")}>
              <div className={classes.levels}>
                {DISCLOSURES.map((level) => (
                  <Radio
                    key={level}
                    value={level}
                    label={word("disclosure", level)}
                    description={t(`disclosure.hint.${level}`)}
                    disabled={!decideDisclosure(level, phase).ok}
                  />
                ))}
              </div>
            </Radio.Group>
            <ActButton intent="set-disclosure" namespace="results" icon={Eye} look="quiet">
              {t("disclosure.save")}
            </ActButton>
          </Form>
        </details>
      )}
    </Section>
  );
}

/** Holding the public board as it is, and letting it go on; nothing where there is no live board to hold. */
export function FreezeControl({ page, mayAct }: { page: ResultsPage; mayAct: boolean }) {
  const { t } = useTranslation("results");
  const { freeze, phase } = page;
  if (freeze === null && (!mayAct || !decideFreeze({ phase, isFrozen: false }).ok)) return null;
  const intent = freeze ? "end-freeze" : "freeze-board";
  return (
    <Section title={t("freeze.title")} boxed>
      {freeze ? (
        <p className={classes.level}>
          {t("freeze.frozenBy", { who: freeze.by })} <When at={freeze.frozenAt} /> · {freeze.reason}
        </p>
      ) : (
        <p className={classes.level}>{t("freeze.live")}</p>
      )}
      {mayAct && (
        <details className={classes.change} key={intent}>
          <summary className={classes.summary}>{t(`freeze.open.${intent}`)}</summary>
          <Form method="post" className={classes.disclosure}>
            <Textarea name="reason" label={t(`freeze.reason.${intent}`)} autosize minRows={2} maxLength={500} required />
            <ActButton
              intent={intent}
              namespace="results"
              icon={freeze ? SunSnow : Snowflake}
              look="quiet"
              consequence={t(`freeze.consequence.${intent}`)}
            >
              {t(`freeze.act.${intent}`)}
            </ActButton>
          </Form>
        </details>
      )}
    </Section>
  );
}
