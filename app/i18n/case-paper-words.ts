/** The words of 申诉表 and 仲裁结论: papers of record, in Chinese whatever the reader's own language is. */
import type { i18n } from "i18next";
import type { CaseOccasion } from "#app/domain/appeals/case-paper.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

/** Title, rows and places to sign, in the shape that the renderer of office papers takes. */
export async function createCasePaperWords(occasion: CaseOccasion, paper: "appeal" | "ruling") {
  const instance = await chinese();
  const t = instance.getFixedT("zh-CN", "appeals");
  const isRuling = paper === "ruling";
  return {
    title: isRuling ? t("document.rulingTitle") : t("document.appealTitle"),
    number: t("document.number", { number: occasion.caseId }),
    rows: [...listSubject(instance, occasion), ...(isRuling ? listRuling(instance, occasion) : listTimes(instance, occasion))],
    signatures: isRuling
      ? [t("document.signArbitrator"), t("document.signGroup"), t("document.signSupervisor")]
      : [t("document.signLeader"), t("document.signReceiver")],
    day: t("document.day"),
    pageOf: (page: number, total: number) => t("document.page", { page, total }),
    missing: t("document.missing"),
  };
}

type Row = { readonly term: string; readonly value: string };

function listSubject(instance: i18n, occasion: CaseOccasion): readonly Row[] {
  const t = instance.getFixedT("zh-CN", "appeals");
  const { event, round, delegation, entry, about, kind } = occasion;
  const names = entry && createFormats(instance).list(entry.names);
  return [
    { term: t("document.competition"), value: occasion.competition },
    { term: t("document.event"), value: event ?? t("wholeList") },
    ...(round ? [{ term: t("document.round"), value: createWord(instance)("roundKind", round) }] : []),
    ...(delegation ? [{ term: t("document.delegation"), value: delegation }] : []),
    ...(kind === "appeal"
      ? [
          {
            term: t("document.entry"),
            value: entry ? t("entryOf", { number: entry.entrantNumber ?? "", names: names ?? "" }).trim() : t("wholeRound"),
          },
          { term: t("document.instance"), value: occasion.instance > 1 ? t("instance.second") : t("instance.first") },
        ]
      : [{ term: t("document.kind"), value: t("kind.objection") }]),
    ...(about ? [{ term: t("document.about"), value: t(`about.${about}`) }] : []),
  ];
}

function listTimes(instance: i18n, occasion: CaseOccasion): readonly Row[] {
  const t = instance.getFixedT("zh-CN", "appeals");
  const formats = createFormats(instance);
  const { about, occurredAt, dueAt, filedAt, withdrawnAt } = occasion;
  const begun = occasion.instance > 1 ? "ruledBefore" : about === "result" ? "publishedAt" : "occurredAt";
  return [
    ...(occurredAt ? [{ term: t(`document.${begun}`), value: formats.dateTime(occurredAt, "always") }] : []),
    ...(dueAt ? [{ term: t("document.dueAt"), value: formats.dateTime(dueAt, "always") }] : []),
    { term: t("document.filedAt"), value: formats.dateTime(filedAt, "always") },
    ...(withdrawnAt ? [{ term: t("document.withdrawnAt"), value: formats.dateTime(withdrawnAt, "always") }] : []),
    { term: t("document.statement"), value: occasion.statement },
  ];
}

function listRuling(instance: i18n, { statement, filedAt, ruling }: CaseOccasion): readonly Row[] {
  const t = instance.getFixedT("zh-CN", "appeals");
  const formats = createFormats(instance);
  return [
    { term: t("document.filedAt"), value: formats.dateTime(filedAt, "always") },
    { term: t("document.statement"), value: statement },
    ...(ruling
      ? [
          { term: t("document.outcome"), value: t(`outcome.${ruling.outcome}`) },
          { term: t("document.reason"), value: ruling.reason },
          { term: t("document.arbitrator"), value: ruling.ruledBy },
          { term: t("document.ruledAt"), value: formats.dateTime(ruling.ruledAt, "always") },
        ]
      : []),
  ];
}

let instance: Promise<i18n> | undefined;

function chinese(): Promise<i18n> {
  instance ??= createI18n("zh-CN");
  return instance;
}
