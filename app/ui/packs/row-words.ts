/** What a row of a pack tests and to whom it gives, in words. */
import { useTranslation } from "react-i18next";
import type { AwardGrade, Honour, PolicyRow } from "#app/domain/policy/pack.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type RegionsByCode = Readonly<Record<string, Named>>;

type ResultTests = {
  readonly tiers: readonly Tier[];
  readonly hostRegionCode: string | null;
  readonly awardGrades: readonly AwardGrade[];
};

/** The tests of a row, one phrase each, in the order in which people ask: what, how far, who. */
export function useTestWords(regions: RegionsByCode): (row: PolicyRow) => readonly string[] {
  const { t } = useTranslation(["packs", "policy"]);
  const word = useWord();
  const named = useNamed();
  const { list } = useFormats();
  const tiersOf = (tiers: readonly Tier[]) => list(tiers.map((tier) => word("tier", tier)));
  const ofCompetition = ({ tiers, hostRegionCode }: Omit<ResultTests, "awardGrades">) => {
    const host = hostRegionCode === null ? undefined : regions[hostRegionCode];
    return [
      t("test.tiers", { tiers: tiersOf(tiers) }),
      ...(hostRegionCode === null ? [] : [t("test.host", { region: host ? named(host) : hostRegionCode })]),
    ];
  };
  const ofResult = (result: ResultTests) => [
    ...ofCompetition(result),
    t("test.grades", { grades: list(result.awardGrades.map(String)) }),
  ];

  function ofRow(row: PolicyRow): readonly string[] {
    const honoursOf = (honours: readonly Honour[]) =>
      honours.length === 0 ? [] : [t("test.honours", { honours: list(honours.map((honour) => word("honour", honour))) })];
    switch (row.kind) {
      case "winner-reward":
      case "training-organisation-reward":
        return ofResult(row.tests);
      case "head-count-subsidy": {
        const kinds = list(row.tests.organisationKinds.map((kind) => word("organisationKind", kind)));
        return [...ofCompetition(row.tests), t("test.final"), t("test.organisationKinds", { kinds })];
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
        const { result, honours, confers } = row.tests;
        const conferred = list(confers.map((honour) => word("honour", honour)));
        return [
          ...(result ? ofResult(result) : []),
          ...honoursOf(honours),
          ...(confers.length === 0 ? [] : [t("test.confers", { honours: conferred })]),
        ];
      }
      case "honour-reward":
        return [
          ...honoursOf(row.tests.honours),
          ...(row.tests.newlyObtained ? [t("test.newlyObtained")] : []),
          ...(row.tests.relation === "employer" ? [t("test.inPost")] : []),
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
        return levels === null
          ? [t("test.anyLevel")]
          : [t("test.levels", { levels: list(levels.map((level) => word("skillLevel", level))) })];
      }
      case "carrier-grant":
        return [
          t("test.carriers", { carriers: list(row.tests.carriers.map((carrier) => word("carrier", carrier))) }),
          t("test.carrierTiers", { tiers: tiersOf(row.tests.tiers) }),
        ];
      case "competition-support":
        return [
          t("test.tiers", { tiers: tiersOf(row.tests.tiers) }),
          ...(row.tests.yearly === null ? [] : [t("test.yearly", { count: row.tests.yearly })]),
          // No result and no recorded fact asks these rows: who reads the document is told so.
          t("test.notComputed"),
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
