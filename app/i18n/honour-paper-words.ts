/** The words of 名单公示, the list of an honour's nominees: a paper of record, in Chinese whatever the reader's own language is. */
import type { Honour } from "#app/domain/policy/pack.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

export type PublicityFacts = {
  readonly honour: Honour;
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly telephone: string | null;
  readonly nominees: readonly { readonly name: string; readonly organisation: string; readonly reference: string }[];
  readonly changedAt: Date;
};

/** In the shape that the renderer of papers takes. */
export async function createHonourPublicityPaper(facts: PublicityFacts) {
  const instance = await createI18n("zh-CN");
  const t = instance.getFixedT("zh-CN", "honours");
  const honour = createWord(instance)("honour", facts.honour);
  const { from, to, telephone, nominees } = facts;
  return {
    documentTitle: t("publicity.title", { honour }),
    title: t("publicity.title", { honour }),
    subtitle: t("publicity.days", { from, to }),
    createdAt: facts.changedAt,
    script: "zh" as const,
    note: t("publicity.note"),
    pageNumber: (page: number, total: number) => t("publicity.page", { page, total }),
    parts: [
      { kind: "text" as const, text: t("publicity.intro", { honour }) },
      {
        kind: "facts" as const,
        items: [
          { term: t("publicity.honour"), value: honour },
          { term: t("publicity.period"), value: t("publicity.days", { from, to }) },
          { term: t("publicity.count"), value: t("publicity.people", { count: nominees.length }) },
          ...(telephone === null ? [] : [{ term: t("publicity.telephone"), value: telephone }]),
        ],
      },
      {
        kind: "table" as const,
        columns: [
          { header: t("publicity.number"), share: 2 },
          { header: t("publicity.name"), share: 5 },
          { header: t("publicity.organisation"), share: 11 },
          { header: t("publicity.reference"), share: 10 },
        ],
        rows: nominees.map(({ name, organisation, reference }, index) => ({
          cells: [String(index + 1), name, organisation, reference],
        })),
      },
      { kind: "signatures" as const, date: t("publicity.date"), lines: [{ label: t("publicity.authority") }] },
    ],
  };
}
