/** The words of 更正单 and 复核表 in the reader's language, in the shape that the renderer of papers takes. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { CorrectionStep, CorrectionView } from "#app/domain/results/correction-view.ts";
import type { RecheckBasis, RecheckOutcome } from "#app/domain/results/recheck.ts";
import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { codeContext } from "./code-context.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** What a 更正单 is about. */
export type CorrectionPaperFacts = Omit<CorrectionView, "correctionId" | "formId"> & {
  /** In how many the works of the round are blinded. */
  readonly blindLayers: BlindLayer;
  readonly competition: Named;
  readonly event: Named;
  readonly at: Date;
};

/** What a 复核表 is about. */
export type RecheckPaperFacts = {
  /** In how many the works of the round are blinded. */
  readonly blindLayers: BlindLayer;
  readonly competition: Named;
  readonly event: Named;
  readonly at: Date;
  readonly rule: RecheckRule;
  readonly codes: number;
  readonly drawn: { readonly by: string; readonly at: string; readonly seed: string };
  readonly extendedAt: string | null;
  readonly checked: number;
  readonly errors: number;
  readonly items: readonly {
    readonly code: string;
    readonly basis: RecheckBasis;
    readonly outcome: RecheckOutcome | null;
    readonly note: string;
    readonly checkedBy: string | null;
    readonly correction: "open" | "corrected" | "none";
  }[];
};

export async function createCorrectionPaper(facts: CorrectionPaperFacts, locale: Locale) {
  const { t, named, by, frame } = await createPaperWords(locale);
  const { code, subCriterionId: subCriterion, state, markBefore, markAfter, refused } = facts;
  const mark = (value: number | null) => (value === null ? t("paper.none") : formatHundredths(value));
  const step = (label: "requested" | "chiefJudge" | "supervisor" | "corrected", done: CorrectionStep | null) => ({
    term: t(`corrections.${label}`),
    value: done === null ? t("corrections.awaiting") : by(done.displayName, done.at),
  });
  const isChanged = markBefore !== markAfter || facts.aspects.some(({ before, after }) => before !== after);
  const result =
    state !== "corrected"
      ? t("paper.pending")
      : isChanged
        ? t("paper.result", { before: mark(markBefore), after: mark(markAfter) })
        : t("paper.unchanged", { mark: mark(markAfter) });
  return {
    ...frame(facts.at),
    documentTitle: t("paper.correctionFile", { code, subCriterion }),
    title: t("paper.correctionTitle"),
    subtitle: named(facts.competition),
    parts: [
      {
        kind: "facts" as const,
        items: [
          { term: t("paper.event"), value: named(facts.event) },
          { term: t("paper.code", codeContext(facts.blindLayers)), value: code },
          { term: t("paper.form"), value: t("recheck.formHeading", { subCriterion, name: facts.subCriterionName }) },
          { term: t("paper.state"), value: t(`state.${state}`) },
        ],
      },
      { kind: "text" as const, heading: t("paper.reason"), text: facts.reason },
      ...(refused ? [{ kind: "text" as const, heading: t("paper.refusal"), text: refused.reason }] : []),
      {
        kind: "table" as const,
        heading: t("paper.aspects"),
        columns: [
          { header: t("corrections.aspect"), share: 5 },
          { header: t("corrections.maximum"), share: 1, align: "right" as const },
          { header: t("corrections.before"), share: 1.2, align: "right" as const },
          { header: t("corrections.after"), share: 1.2, align: "right" as const },
        ],
        rows: [
          ...facts.aspects.map(({ id, text, maximum, before, after }) => ({
            cells: [`${id} ${text}`, formatHundredths(maximum), mark(before), mark(after)],
            strong: state === "corrected" && before !== after,
          })),
          {
            cells: [t("corrections.sum"), formatHundredths(facts.maximum), mark(markBefore), mark(markAfter)],
            strong: true,
          },
        ],
      },
      ...(state === "refused" ? [] : [{ kind: "text" as const, text: result }]),
      {
        kind: "facts" as const,
        items: [
          step("requested", facts.requested),
          step("chiefJudge", facts.chiefJudge),
          step("supervisor", facts.supervisor),
          ...(refused
            ? [{ term: t("corrections.refused"), value: by(refused.displayName, refused.at) }]
            : [step("corrected", facts.corrected)]),
        ],
      },
      {
        kind: "signatures" as const,
        date: t("paper.date"),
        lines: [
          { label: t("paper.signer", { role: t("paper.signTeam"), names: facts.team.join(t("paper.nameSeparator")) }) },
          { label: signer("signChief", facts.chiefJudge) },
          { label: signer("signSupervisor", facts.supervisor) },
        ],
      },
    ],
  };

  function signer(role: "signChief" | "signSupervisor", done: CorrectionStep | null): string {
    return done === null ? t(`paper.${role}`) : t("paper.signer", { role: t(`paper.${role}`), names: done.displayName });
  }
}

export async function createRecheckPaper(facts: RecheckPaperFacts, locale: Locale) {
  const { t, named, by, dateTime, frame } = await createPaperWords(locale);
  const { rule, items, drawn, extendedAt } = facts;
  const ofCode = codeContext(facts.blindLayers);
  const checkers = [...new Set(items.flatMap(({ checkedBy }) => checkedBy ?? []))];
  return {
    ...frame(facts.at),
    documentTitle: t("paper.recheckFile", { event: named(facts.event) }),
    title: t("paper.recheckTitle"),
    subtitle: named(facts.competition),
    parts: [
      {
        kind: "facts" as const,
        items: [
          { term: t("paper.event"), value: named(facts.event) },
          {
            term: t("recheck.rule"),
            value: [
              rule.topPlaces > 0 ? t("recheck.ruleTop", { topPlaces: rule.topPlaces }) : "",
              rule.percent > 0 ? t("recheck.rulePercent", { percent: rule.percent }) : "",
              t("recheck.ruleError", { errorPercent: rule.errorPercent }),
            ].join(""),
          },
          { term: t("recheck.drawn"), value: by(drawn.by, drawn.at) },
          { term: t("recheck.seed"), value: drawn.seed },
          { term: "", value: t("recheck.seedHint", { ...ofCode, topPlaces: rule.topPlaces }) },
          { term: t("recheck.sample"), value: t("recheck.sampleSize", { ...ofCode, items: items.length, codes: facts.codes }) },
        ],
      },
      {
        kind: "table" as const,
        heading: t("paper.sampleTable"),
        columns: [
          { header: t("paper.number"), share: 0.6, align: "right" as const },
          { header: t("recheck.code", ofCode), share: 1.2 },
          { header: t("recheck.basisHeader"), share: 1.6 },
          { header: t("recheck.outcomeHeader"), share: 1.1 },
          { header: t("recheck.note"), share: 3 },
          { header: t("recheck.checked"), share: 1.3 },
        ],
        rows: items.map(({ code, basis, outcome, note, checkedBy, correction }, index) => ({
          cells: [
            String(index + 1),
            code,
            t(`recheck.basis.${basis}`),
            t(`recheck.outcome.${outcome ?? "unchecked"}`),
            [note, outcome === "error" ? t("paper.inBrackets", { text: t(`recheck.correction.${correction}`) }) : ""].join(""),
            checkedBy ?? "",
          ],
          strong: outcome === "error",
        })),
      },
      {
        kind: "text" as const,
        heading: t("paper.outcome"),
        text: [
          t("paper.outcomeText", { items: items.length, checked: facts.checked, errors: facts.errors }),
          extendedAt === null
            ? t("paper.notExtended")
            : t("recheck.extended", { ...ofCode, percent: rule.errorPercent, time: dateTime(extendedAt) }),
        ].join(" "),
      },
      {
        kind: "signatures" as const,
        date: t("paper.date"),
        lines: [
          { label: t("paper.signer", { role: t("paper.signChecker"), names: checkers.join(t("paper.nameSeparator")) }) },
          { label: t("paper.signSupervisor") },
          { label: t("paper.signChief") },
        ],
      },
    ],
  };
}

async function createPaperWords(locale: Locale) {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "recheck");
  const formats = createFormats(instance);
  const dateTime = (at: Date | string) => formats.dateTime(at, "always");
  return {
    t,
    dateTime,
    named: ({ name, nameEn }: Named) => (locale === "en" && nameEn !== "" ? nameEn : name),
    by: (name: string, at: string) => t("corrections.by", { name, time: dateTime(at) }),
    frame: (at: Date) => ({
      createdAt: at,
      script: locale === "en" ? ("en" as const) : ("zh" as const),
      note: t("paper.printed", { time: dateTime(at) }),
      pageNumber: (page: number, pages: number) => t("paper.page", { page, pages }),
    }),
  };
}
