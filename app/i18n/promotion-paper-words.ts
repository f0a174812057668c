/** The words of 晋升花名册 and of the statement on titles: papers of record, in Chinese whatever the reader's own language is. */
import type { PromotionState } from "#app/domain/policy/level-promotion.ts";
import type { DocumentStatus, Honour, Title } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { createSentence } from "./sentence.ts";
import { createWord } from "./word.ts";

export type RosterFacts = {
  readonly competition: { readonly name: string };
  readonly decisionNumber: string | null;
  readonly rules: { readonly reference: string } | null;
  readonly promotions: readonly {
    readonly name: string;
    readonly maskedDocument: string;
    readonly organisation: { readonly name: string } | null;
    readonly event: { readonly name: string };
    readonly occupationCode: string;
    readonly fromLevel: SkillLevel | null;
    readonly toLevel: SkillLevel;
    readonly basis: { readonly place: number | null; readonly award: Award | null };
    readonly state: PromotionState;
    readonly approvalNumber: string | null;
    readonly certificateNumber: string | null;
  }[];
};

/** For the table of a paper and for a sheet alike: refused promotions are left out. */
export async function createRosterWords({ competition, decisionNumber, rules, promotions }: RosterFacts) {
  const instance = await createI18n("zh-CN");
  const t = instance.getFixedT("zh-CN", "promotions");
  const word = createWord(instance);
  const columns: readonly { readonly header: string; readonly width: number }[] = [
    { header: t("roster.number"), width: 5 },
    { header: t("roster.name"), width: 9 },
    { header: t("roster.document"), width: 18 },
    { header: t("roster.organisation"), width: 18 },
    { header: t("roster.event"), width: 13 },
    { header: t("roster.result"), width: 11 },
    { header: t("roster.from"), width: 9 },
    { header: t("roster.to"), width: 9 },
    { header: t("roster.approval"), width: 14 },
    { header: t("roster.certificate"), width: 14 },
  ];
  const rows = promotions
    .filter(({ state }) => state !== "refused")
    .map((promotion, index): readonly string[] => {
      const { place, award } = promotion.basis;
      const result = [...(award === null ? [] : [word("award", award)]), ...(place === null ? [] : [t("place", { place })])];
      return [
        String(index + 1),
        promotion.name,
        promotion.maskedDocument,
        promotion.organisation?.name ?? "",
        `${promotion.event.name} ${promotion.occupationCode}`,
        result.join(" "),
        promotion.fromLevel === null ? t("noLevel") : word("skillLevel", promotion.fromLevel),
        word("skillLevel", promotion.toLevel),
        promotion.approvalNumber ?? "",
        promotion.certificateNumber ?? "",
      ];
    });
  return {
    title: t("roster.title"),
    subtitle: competition.name,
    facts: [
      { term: t("roster.basis"), value: rules?.reference ?? "" },
      { term: t("roster.decision"), value: decisionNumber ?? "" },
      { term: t("roster.note"), value: t("notIssued") },
    ],
    columns,
    rows,
    signatures: [t("roster.prepared"), t("roster.checked"), t("roster.authority")].map((place) => ({ place, strokes: null })),
    day: t("roster.day"),
    pageOf: (page: number, total: number) => t("roster.page", { page, total }),
    missing: t("roster.missing"),
  };
}

/** What opens the title: a result, or an honour. */
type TitleGround =
  | { readonly competition: { readonly name: string }; readonly event: { readonly name: string }; readonly award: Award | null }
  | { readonly honour: Honour };

export type TitleStatementFacts = TitleGround & {
  readonly name: string;
  readonly title: Title;
  readonly decisionNumber: string | null;
  readonly clause: string;
  readonly heading: string;
  readonly text: string;
  readonly document: {
    readonly title: string;
    readonly number: string | null;
    readonly issuer: string | null;
    readonly status: DocumentStatus;
  };
  /** What the document leaves open. */
  readonly open: readonly Refusal[];
};

export async function createTitleStatementWords(facts: TitleStatementFacts) {
  const instance = await createI18n("zh-CN");
  const t = instance.getFixedT("zh-CN", "promotions");
  const word = createWord(instance);
  const { document } = facts;
  const value = (text: string | null) => text ?? t("statement.notSaid");
  const ground =
    "honour" in facts
      ? {
          number: word("honour", facts.honour),
          rows: [
            { term: t("statement.honour"), value: word("honour", facts.honour) },
            { term: t("statement.conferral"), value: value(facts.decisionNumber) },
          ],
        }
      : {
          number: facts.competition.name,
          rows: [
            {
              term: t("statement.result"),
              value: [
                facts.competition.name,
                facts.event.name,
                ...(facts.award === null ? [] : [word("award", facts.award)]),
              ].join(" · "),
            },
            { term: t("statement.decision"), value: value(facts.decisionNumber) },
          ],
        };
  return {
    title: t("statement.title"),
    number: ground.number,
    rows: [
      { term: t("statement.name"), value: facts.name },
      ...ground.rows,
      { term: t("statement.says"), value: t("statement.mayApply", { title: word("title", facts.title) }) },
      { term: t("statement.document"), value: document.title },
      { term: t("statement.number"), value: value(document.number) },
      { term: t("statement.issuer"), value: value(document.issuer) },
      { term: t("statement.status"), value: t(`documentStatus.${document.status}`) },
      { term: t("statement.clause"), value: facts.heading },
      { term: t("statement.text"), value: facts.text },
      ...(facts.open.length === 0
        ? []
        : [{ term: t("statement.open"), value: facts.open.map(createSentence(instance, "policy")).join("\n") }]),
      { term: t("statement.nature"), value: t("statement.notADecision") },
    ],
    signatures: [t("roster.prepared"), t("roster.checked")],
    day: t("roster.day"),
    pageOf: (page: number, total: number) => t("roster.page", { page, total }),
    missing: t("roster.missing"),
  };
}
