/** What a file of organisations would do: its mistakes by sheet, row and column, and what would be added or changed. */
import { useTranslation } from "react-i18next";
import type { OrganisationField } from "#app/domain/organisations/organisation.ts";
import type {
  OrganisationChange,
  OrganisationFileRefusal,
  OrganisationPreview,
} from "#app/domain/organisations/organisation-file.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { useWord } from "#app/i18n/word.ts";
import { PreviewTable } from "#app/ui/preview-table.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./organisations.module.css";

/** A table shows so many rows; the rest is counted. */
const SHOWN = 300;

export function OrganisationMistakes({ refusals }: { refusals: readonly OrganisationFileRefusal[] }) {
  const { t } = useTranslation("organisation");
  const sentence = useSentence("organisation");
  return (
    <PreviewTable
      caption={t("import.mistakes")}
      headers={[t("import.place"), t("import.item"), t("import.problem")]}
      hidden={refusals.length - SHOWN}
    >
      {refusals.slice(0, SHOWN).map((refusal) => (
        <tr key={`${refusal.sheet} ${refusal.row} ${refusal.column} ${refusal.code}`}>
          <th scope="row" className="tabular">
            {t("import.placeOf", { sheet: refusal.sheet, row: refusal.row, address: refusal.address ?? "" })}
          </th>
          <td>{t(`column.${refusal.column}`)}</td>
          <td>{sentence(refusal)}</td>
        </tr>
      ))}
    </PreviewTable>
  );
}

export function OrganisationChanges({ preview }: { preview: Pick<OrganisationPreview, "changes" | "regions"> }) {
  const { changes } = preview;
  const { t } = useTranslation("organisation");
  return (
    <PreviewTable
      caption={t("import.changes")}
      headers={[t("import.place"), t("name"), t("import.change")]}
      hidden={changes.length - SHOWN}
    >
      {changes.slice(0, SHOWN).map((change) => (
        <tr key={`${change.sheet} ${change.row}`}>
          <td className="tabular">{t("import.placeOf", { sheet: change.sheet, row: change.row, address: "" })}</td>
          <th scope="row">{change.facts.name}</th>
          <td>
            {change.organisationId === null ? (
              <Added change={change} regions={preview.regions} />
            ) : (
              <Changed change={change} regions={preview.regions} />
            )}
          </td>
        </tr>
      ))}
    </PreviewTable>
  );
}

type Shown = { change: OrganisationChange; regions: OrganisationPreview["regions"] };

function Added({ change: { facts }, regions }: Shown) {
  const { t } = useTranslation("organisation");
  const show = useShow(regions);
  const said = [show("kind", facts.kind), show("regionCode", facts.regionCode), facts.creditCode ?? ""].filter(
    (text) => text !== "",
  );
  return (
    <>
      {t("import.added")} <span className={classes.soft}>{said.join(" · ")}</span>
    </>
  );
}

function Changed({ change: { facts, before }, regions }: Shown) {
  const { t } = useTranslation("organisation");
  const show = useShow(regions);
  return (
    <ul className={classes.changes}>
      {(Object.keys(before) as OrganisationField[]).map((field) => (
        <li key={field}>
          {t(`column.${field === "regionCode" ? "region" : field}`)}{" "}
          <s className={classes.before}>{show(field, before[field] ?? null)}</s> {show(field, facts[field])}
        </li>
      ))}
    </ul>
  );
}

function useShow(regions: OrganisationPreview["regions"]): (field: OrganisationField, value: string | null) => string {
  const { t } = useTranslation("organisation");
  const word = useWord();
  const named = useNamed();
  return (field, value) => {
    if (value === null) return t("import.nothing");
    if (field === "kind") return word("organisationKind", value as OrganisationKind);
    const region = field === "regionCode" ? regions[value] : undefined;
    return region ? named(region) : value;
  };
}
