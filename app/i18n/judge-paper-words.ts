/** The words of 回避申请 and 裁判承诺书: papers of record, in Chinese whatever the reader's own language is. */
import type { JudgePaper } from "#app/domain/panels/judge-paper.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

/** Title, rows and places to sign, in the shape that the renderer of office papers takes. */
export async function createJudgePaperWords(facts: JudgePaper) {
  const instance = await createI18n("zh-CN");
  const t = instance.getFixedT("zh-CN", "conflicts");
  const word = createWord(instance);
  const formats = createFormats(instance);
  const { conflict, unit } = facts;
  const duties = facts.duties.map(({ event, role }) => t("paper.duty", { event, role: word("role", role) })).join("\n");
  const head = [
    { term: t("paper.competition"), value: facts.competition },
    { term: t("paper.judge"), value: facts.judge },
    { term: t("paper.unit"), value: unit ?? t("paper.noUnit") },
    { term: t("paper.duties"), value: duties === "" ? t("paper.noDuty") : duties },
  ];
  const common = {
    day: t("paper.day"),
    pageOf: (page: number, total: number) => t("paper.page", { page, total }),
    missing: t("paper.missing"),
    number: t("paper.number", { number: facts.id }),
  };
  if (conflict === null) {
    return {
      ...common,
      title: t("paper.promiseTitle"),
      rows: [...head, { term: t("paper.promise"), value: t("paper.promiseText") }],
      signatures: [t("paper.signJudge"), t("paper.signChief"), t("paper.signOrganiser")],
    };
  }
  const { kind, named, reason, declaredBy, withdrawnAt } = conflict;
  return {
    ...common,
    title: t("paper.conflictTitle"),
    rows: [
      ...head,
      { term: t("paper.about"), value: t("paper.aboutOf", { kind: t(`kind.${kind}`), named }) },
      { term: t("paper.reason"), value: reason },
      {
        term: t("paper.declared"),
        value: t("paper.declaredBy", { name: declaredBy, time: formats.dateTime(facts.at, "always") }),
      },
      ...(withdrawnAt ? [{ term: t("paper.withdrawn"), value: formats.dateTime(withdrawnAt, "always") }] : []),
      { term: t("paper.opinion"), value: t("paper.opinionBlank") },
    ],
    signatures: [t("paper.signJudge"), t("paper.signChief"), t("paper.signSupervisor")],
  };
}
