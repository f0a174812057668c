/** What the clauses say to one result: what is owed, what is left to decide, or that no clause pays and which were looked at. */
import { Calculator, Gavel, HandCoins, type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type FindingView, gatherAlike } from "#app/domain/policy/finding-view.ts";
import { hasNoPayingClause } from "#app/domain/policy/findings.ts";
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

export type FindingsListProps<View extends FindingView> = {
  findings: readonly View[];
  regions: RegionNames;
  /** What the clauses were asked about; left out: a result. */
  subject?: "competition";
  /** What stands below a finding that is owed or to be decided: how far it is. */
  standing?: (finding: View) => ReactNode;
};

export function FindingsList<View extends FindingView>({ findings, regions, subject, standing }: FindingsListProps<View>) {
  const { t } = useTranslation("policy");
  const answers = gatherAlike(findings);
  const met = answers.filter(({ outcome }) => outcome !== "not-met");
  const looked = answers.filter(({ outcome }) => outcome === "not-met");
  // A promotion or a recommendation is no money: that nobody pays is still the first thing to say.
  const paysNothing = hasNoPayingClause(findings);
  return (
    <div className={classes.list}>
      {paysNothing && (
        <Notice tone="info" title={t(subject === "competition" ? "nobodySupports" : "nobodyPays")}>
          {t("nobodyPaysText", { count: looked.length })}
        </Notice>
      )}
      {met.map((finding) => (
        <FindingCard key={finding.key} finding={finding} regions={regions}>
          {standing?.(finding)}
        </FindingCard>
      ))}
      {looked.length > 0 && (
        <details className={classes.looked} open={paysNothing}>
          <summary className={classes.lookedSummary}>{t("lookedAt", { count: looked.length })}</summary>
          <LookedAt findings={looked} regions={regions} />
        </details>
      )}
    </div>
  );
}

function FindingCard(props: { finding: FindingView; regions: RegionNames; children: ReactNode }) {
  const { finding, regions, children } = props;
  const { t, i18n } = useTranslation("policy");
  const isEnglish = i18n.language === "en";
  const { row, document } = finding;
  return (
    <article className={classes.finding}>
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
          <OutcomeBadge outcome={finding.outcome} draft={finding.draft} />
          {finding.amount && <Amount amount={finding.amount} taxBasis={row.taxBasis} />}
        </div>
      </header>
      {children}
      <Reasons title={t("toDecide")} reasons={finding.reasons} regions={regions} />
      <Reasons title={t("conditions")} reasons={finding.conditions} regions={regions} />
      <Settled settled={finding.settled ?? []} />
      <Citation
        clause={finding.clause}
        text={row.text}
        document={{ ...document, title: isEnglish ? document.titleEn : document.title }}
      />
    </article>
  );
}

/** The clauses that do not pay, under the document and clause they stand in: each row with every reason why not. */
function LookedAt({ findings, regions }: { findings: readonly FindingView[]; regions: RegionNames }) {
  const { i18n } = useTranslation("policy");
  const inWords = useReasons(regions);
  const isEnglish = i18n.language === "en";
  const groups = new Map<string, FindingView[]>();
  for (const finding of findings) {
    const key = `${finding.document.title} ${finding.clause}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return (
    <div className={classes.list}>
      {[...groups].map(([key, [first, ...others]]) =>
        first ? (
          <section key={key} className={classes.finding}>
            <Citation
              clause={first.clause}
              document={{ ...first.document, title: isEnglish ? first.document.titleEn : first.document.title }}
            />
            <ul className={classes.rows}>
              {[first, ...others].map(({ key: rowKey, row, reasons }) => (
                <li key={rowKey}>
                  <span className={classes.rowSummary}>{isEnglish ? row.summaryEn : row.summary}</span>
                  <span>{reasons.map(inWords).join(isEnglish ? " " : "")}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </div>
  );
}

function Reasons({ title, reasons, regions }: { title: string; reasons: readonly Refusal[]; regions: RegionNames }) {
  const inWords = useReasons(regions);
  if (reasons.length === 0) return null;
  return (
    <div>
      <p className={classes.reasonsTitle}>{title}</p>
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <li key={reason.code}>{inWords(reason)}</li>
        ))}
      </ul>
    </div>
  );
}

/** What officers settled for the whole competition: nobody has to confirm it in this case. */
function Settled({ settled }: { settled: readonly Refusal[] }) {
  const { t } = useTranslation("policy");
  const grades = settled.filter(({ code }) => code === "award-grade-mapping");
  if (grades.length === 0) return null;
  return (
    <div>
      <p className={classes.reasonsTitle}>{t("settled.title")}</p>
      <ul className={classes.reasons}>
        {grades.map(({ code, params }) => (
          <li key={code}>
            {t("settled.grade", { grade: String(params?.grade ?? ""), reference: String(params?.reference ?? "") })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A reason as a sentence, with names in the place of region codes and ties. */
export function useReasons(regions: RegionNames): (reason: Refusal) => string {
  const sentence = useSentence("policy");
  const { t, i18n } = useTranslation(["policy", "common"]);
  const nameOf = (word: string) => {
    const region = regions[word];
    if (region) return i18n.language === "en" ? region.nameEn : region.name;
    return i18n.exists(`policy:tie.${word}`) ? t(`tie.${word as "employer"}`) : word;
  };
  return ({ code, params }) =>
    sentence({
      code,
      params: Object.fromEntries(
        Object.entries(params ?? {}).map(([key, value]) =>
          key === "by" || /^\d{6}(,\d{6})*$/.test(String(value))
            ? [key, String(value).split(",").map(nameOf).join(t("common:word.listSeparator"))]
            : [key, value],
        ),
      ),
    });
}
