/** Everything that a policy document says: its facts, clauses with their rows, targets and cadences. */
import { useTranslation } from "react-i18next";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import { ClauseList } from "./clause-list.tsx";
import { CadenceTable, TargetTable } from "./pack-tables.tsx";
import type { RegionsByCode } from "./row-words.ts";

export type PackContentProps = { pack: PolicyPack; regions: RegionsByCode };

/** A document by itself, where no page of its own shows it yet. */
export function PackContent({ pack, regions }: PackContentProps) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { document } = pack;
  const region = regions[document.regionCode];
  const dayOf = (day: string | null) => (day === null ? t("unsaid") : <When at={day} />);
  return (
    <>
      <Section title={named({ name: document.title, nameEn: document.titleEn })} boxed>
        <DefinitionList
          layout="columns"
          items={[
            { term: t("document.status"), value: <DocumentStatusBadge status={document.status} /> },
            { term: t("document.region"), value: region ? named(region) : document.regionCode },
            {
              term: t("document.issuer"),
              value: named({ name: document.issuer ?? t("unsaid"), nameEn: document.issuerEn ?? t("unsaid") }),
            },
            { term: t("document.number"), value: document.number ?? t("unsaid") },
            { term: t("document.effectiveFrom"), value: dayOf(document.effectiveFrom) },
            { term: t("document.effectiveTo"), value: dayOf(document.effectiveTo) },
          ]}
        />
      </Section>
      <PackParts pack={pack} regions={regions} />
    </>
  );
}

/** Its clauses, targets and cadences. */
export function PackParts({ pack, regions }: PackContentProps) {
  const { t } = useTranslation("packs");
  return (
    <>
      <Section title={t("rows.title")} description={t("rows.lead", { count: pack.rows.length })}>
        <ClauseList pack={pack} regions={regions} />
      </Section>
      {pack.targets.length > 0 && (
        <Section title={t("targets.title")}>
          <TargetTable targets={pack.targets} />
        </Section>
      )}
      {pack.cadences.length > 0 && (
        <Section title={t("cadences.title")}>
          <CadenceTable cadences={pack.cadences} regions={regions} />
        </Section>
      )}
    </>
  );
}
