/** Everything that a recorded fact says, as terms and values. */
import { useTranslation } from "react-i18next";
import type { RecordedContent, RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import { useWord } from "#app/i18n/word.ts";
import type { Definition } from "#app/ui/definition-list.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";

/** @param regions names by code, of the hosts at least */
export function useContentDefinitions(
  regions: Readonly<Record<string, Named>>,
): (content: RecordedContent) => readonly Definition[] {
  const { t } = useTranslation("facts");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const answer = (value: boolean | null) => t(`answer.${value === null ? "unknown" : value ? "yes" : "no"}`);
  const regionOf = (code: string) => {
    const region = regions[code];
    return region ? named(region) : code;
  };

  function describeResult(result: RecordedResult): readonly Definition[] {
    const { hostRegionCodes, occupationCode, roundReached, place, award, awardGrade } = result;
    return [
      { term: t("field.competition"), value: result.competition },
      { term: t("field.tier"), value: word("tier", result.tier) },
      { term: t("field.class"), value: word("competitionClass", result.class) },
      {
        term: t("field.hosts"),
        value: hostRegionCodes.length === 0 ? t("field.noHost") : formats.list(hostRegionCodes.map(regionOf)),
      },
      { term: t("field.event"), value: result.event },
      ...(occupationCode === null ? [] : [{ term: t("field.occupationCode"), value: occupationCode }]),
      { term: t("field.entryKind"), value: word("entryKind", result.entryKind) },
      { term: t("field.roundReached"), value: roundReached === null ? t("field.notSaid") : word("roundKind", roundReached) },
      ...(place === null ? [] : [{ term: t("field.place"), value: t("summary.place", { place }) }]),
      ...(award === null ? [] : [{ term: t("field.award"), value: word("award", award) }]),
      { term: t("field.awardGrade"), value: awardGrade === null ? t("field.noGrade") : t(`grade.g${awardGrade}`) },
    ];
  }

  return (content) => {
    switch (content.kind) {
      case "result":
        return describeResult(content);
      case "honour":
        return [
          { term: t("field.honour"), value: word("honour", content.honour) },
          { term: t("field.inPost"), value: answer(content.inPost) },
        ];
      case "talent":
        return [
          { term: t("field.talentClass"), value: word("talentClass", content.talentClass) },
          { term: t("field.introduced"), value: answer(content.introduced) },
          {
            term: t("field.honours"),
            value: formats.list(content.honours.map((honour) => word("honour", honour))) || t("field.none"),
          },
        ];
      case "level":
        return [
          { term: t("field.level"), value: word("skillLevel", content.level) },
          { term: t("field.way"), value: t(content.byCompetition ? "way.competition" : "way.examination") },
        ];
      case "mentoring":
        return [{ term: t("field.level"), value: word("skillLevel", content.level) }];
      case "carrier":
        return [
          { term: t("field.carrier"), value: word("carrier", content.carrier) },
          { term: t("field.tier"), value: word("tier", content.tier) },
          { term: t("field.name"), value: content.name },
        ];
    }
  };
}
