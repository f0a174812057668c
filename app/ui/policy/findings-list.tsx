/** What the clauses say to one result: what is owed, what is left to decide, or that no clause pays and which were looked at. */
import { Calculator, Gavel, HandCoins, type LucideIcon, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FindingView } from "#app/domain/policy/finding-view.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { Citation } from "#app/ui/citation.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { Amount } from "./amount.tsx";
import classes from "./findings-list.module.css";

export type RegionNames = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

const LOOKS: Readonly<Record<FindingView["outcome"], readonly [Tone, LucideIcon]>> = {
  owed: ["done", HandCoins],
  "needs-decision": ["act", Gavel],
  "not-met": ["off", SearchX],
};

/** What is owed under a draft is a computation and nothing more. */
export function OutcomeBadge({ outcome, draft }: Pick<FindingView, "outcome" | "draft">) {
  const { t } = useTranslation("policy");
  if (outcome === "owed" && draft) {
    return (
      <ToneBadge tone="idle" icon={Calculator}>
        {t("outcome.draft")}
      </ToneBadge>
    );
  }
  const [tone, icon] = LOOKS[outcome];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`outcome.${outcome}`)}
    </ToneBadge>
  );
}

export function FindingsList({ findings, regions }: { findings: readonly FindingView[]; regions: RegionNames }) {
  const { t } = useTranslation("policy");
  const met = findings.filter(({ outcome }) => outcome !== "not-met");
  const looked = findings.filter(({ outcome }) => outcome === "not-met");
  return (
    <div className={classes.list}>
      {met.map((finding) => (
        <FindingCard key={finding.key} finding={finding} regions={regions} />
      ))}
      {met.length === 0 && (
        <Notice tone="info" title={t("nobodyPays")}>
          {t("nobodyPaysText", { count: looked.length })}
        </Notice>
      )}
      {looked.length > 0 && (
        <details className={classes.looked} open={met.length === 0}>
          <summary className={classes.lookedSummary}>{t("lookedAt", { count: looked.length })}</summary>
          <div className={classes.list}>
            {looked.map((finding) => (
              <FindingCard key={finding.key} finding={finding} regions={regions} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function FindingCard({ finding, regions }: { finding: FindingView; regions: RegionNames }) {
  const { t, i18n } = useTranslation("policy");
  const isEnglish = i18n.language === "en";
  const { row, document } = finding;
  return (
    <article className={classes.finding} data-outcome={finding.outcome}>
      <header className={classes.head}>
        <div>
          <h3 className={classes.summary}>{isEnglish ? row.summaryEn : row.summary}</h3>
          {finding.beneficiary !== null && finding.outcome !== "not-met" && (
            <p className={classes.beneficiary}>
              {t("beneficiary")} · {finding.beneficiary || t("organisationUnknown")}
            </p>
          )}
        </div>
        <div className={classes.answer}>
          <OutcomeBadge {...finding} />
          {finding.amount && <Amount amount={finding.amount} />}
        </div>
      </header>
      <Reasons title={finding.outcome === "not-met" ? t("whyNot") : t("toDecide")} reasons={finding.reasons} regions={regions} />
      <Reasons title={t("conditions")} reasons={finding.conditions} regions={regions} />
      <Citation
        clause={finding.clause}
        text={finding.outcome === "not-met" ? undefined : row.text}
        document={{ ...document, title: isEnglish ? document.titleEn : document.title }}
      />
    </article>
  );
}

function Reasons({ title, reasons, regions }: { title: string; reasons: readonly Refusal[]; regions: RegionNames }) {
  const sentence = useSentence("policy");
  const { t, i18n } = useTranslation(["policy", "common"]);
  if (reasons.length === 0) return null;
  const separator = t("common:word.listSeparator");
  const nameOf = (word: string) => {
    const region = regions[word];
    if (region) return i18n.language === "en" ? region.nameEn : region.name;
    return i18n.exists(`policy:tie.${word}`) ? t(`tie.${word as "employer"}`) : word;
  };
  const inWords = ({ code, params }: Refusal): Refusal => ({
    code,
    params: Object.fromEntries(
      Object.entries(params ?? {}).map(([key, value]) =>
        key === "by" || /^\d{6}(,\d{6})*$/.test(String(value))
          ? [key, String(value).split(",").map(nameOf).join(separator)]
          : [key, value],
      ),
    ),
  });
  return (
    <div>
      <p className={classes.reasonsTitle}>{title}</p>
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <li key={reason.code}>{sentence(inWords(reason))}</li>
        ))}
      </ul>
    </div>
  );
}
