/** What a row of a pack tests and to whom it gives, in words. */
import { useTranslation } from "react-i18next";
import type { AskedPrize, CompetitionTests, Honour, PolicyRow } from "#app/domain/policy/pack.ts";
import type { OrganisationKind, Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type RegionsByCode = Readonly<Record<string, Named>>;

/** The tests of a row, one phrase each, in the order in which people ask: what, how far, who. */
export function useTestWords(regions: RegionsByCode): (row: PolicyRow) => readonly string[] {
  const { t } = useTranslation(["packs", "policy"]);
  const word = useWord();
  const named = useNamed();
  const { list } = useFormats();
  const tiersOf = (tiers: readonly Tier[]) => list(tiers.map((tier) => word("tier", tier)));
  const regionOf = (code: string) => {
    const region = regions[code];
    return region ? named(region) : code;
  };
  const ofCompetition = ({ tiers, hostRegionCode, jointHostRegionCodes = [] }: CompetitionTests) => [
    t("test.tiers", { tiers: tiersOf(tiers) }),
    ...(hostRegionCode === null ? [] : [t("test.host", { region: regionOf(hostRegionCode) })]),
    ...(jointHostRegionCodes.length === 0 ? [] : [t("test.jointHosts", { regions: list(jointHostRegionCodes.map(regionOf)) })]),
  ];
  const ofResult = (result: CompetitionTests & AskedPrize) => [
    ...ofCompetition(result),
    "awards" in result
      ? t("test.awards", { awards: list(result.awards.map((award) => word("award", award))) })
      : t("test.grades", { grades: list(result.awardGrades.map(String)) }),
  ];

  const kindsOf = (kinds: readonly OrganisationKind[]) =>
    kinds.length === 0 ? [] : [t("test.organisationKinds", { kinds: list(kinds.map((kind) => word("organisationKind", kind))) })];

  function ofRow(row: PolicyRow): readonly string[] {
    const honoursOf = (honours: readonly Honour[]) =>
      honours.length === 0 ? [] : [t("test.honours", { honours: list(honours.map((honour) => word("honour", honour))) })];
    switch (row.kind) {
      case "winner-reward":
      case "training-organisation-reward":
        return ofResult(row.tests);
      case "head-count-subsidy": {
        return [...ofCompetition(row.tests), t("test.final"), ...kindsOf(row.tests.organisationKinds)];
      }
      case "level-promotion": {
        const { ceiling } = row.tests;
        return [...ofResult(row.tests), ...(ceiling === null ? [] : [t("test.ceiling", { level: word("skillLevel", ceiling) })])];
      }
      case "title-eligibility": {
        const { result, honours, title } = row.tests;
        const classes = result?.classes ?? [];
        return [
          ...(result ? ofResult(result) : []),
          ...(classes.length === 0
            ? []
            : [t("test.classes", { classes: list(classes.map((one) => word("competitionClass", one))) })]),
          ...honoursOf(honours),
          t("test.title", { title: word("title", title) }),
        ];
      }
      case "recommendation": {
        const { result, honours, confers, bank } = row.tests;
        const conferred = list(confers.map((honour) => word("honour", honour)));
        return [
          ...(result ? ofResult(result) : []),
          ...honoursOf(honours),
          ...(confers.length === 0 ? [] : [t("test.confers", { honours: conferred })]),
          ...(bank === undefined ? [] : [t(`test.bank.${bank}`)]),
        ];
      }
      case "honour-reward":
        return [
          ...honoursOf(row.tests.honours),
          ...(row.tests.newlyObtained ? [t("test.newlyObtained")] : []),
          ...(row.tests.relation === "employer" ? [t("test.inPost"), ...kindsOf(row.tests.employerKinds ?? [])] : []),
        ];
      case "talent-allowance":
        return [
          t("test.talentClasses", { classes: list(row.tests.talentClasses.map((one) => word("talentClass", one))) }),
          ...honoursOf(row.tests.honours),
          ...(row.tests.introduced ? [t("test.introduced")] : []),
        ];
      case "level-reward":
      case "mentor-subsidy": {
        const { levels } = row.tests;
        const employers = row.kind === "level-reward" ? kindsOf(row.tests.employerKinds ?? []) : [];
        return levels === null
          ? [t("test.anyLevel"), ...employers]
          : [t("test.levels", { levels: list(levels.map((level) => word("skillLevel", level))) }), ...employers];
      }
      case "carrier-grant":
        return [
          t("test.carriers", { carriers: list(row.tests.carriers.map((carrier) => word("carrier", carrier))) }),
          t("test.carrierTiers", { tiers: tiersOf(row.tests.tiers) }),
        ];
      case "competition-support":
        return [
          t("test.tiers", { tiers: tiersOf(row.tests.tiers) }),
          ...(row.tests.spheres === undefined
            ? []
            : [t("test.spheres", { spheres: list(row.tests.spheres.map((sphere) => word("sphere", sphere))) })]),
          ...(row.tests.yearly === null ? [] : [t("test.yearly", { count: row.tests.yearly })]),
          t("test.ofCompetition"),
        ];
    }
  }

  return (row) => [...ofRow(row), t("test.relation", { relation: t(`policy:relation.${row.tests.relation}`) })];
}

/** To whom a row gives, and how many times. */
export function useWhom(): (row: PolicyRow) => string {
  const { t } = useTranslation("packs");
  return ({ kind, beneficiary }) => t(`whom.${kind === "mentor-subsidy" ? "mentor" : beneficiary}`);
}
