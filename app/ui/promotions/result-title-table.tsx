/** Whom a document's text lets apply directly for a title, by the results of one competition. */
import { useTranslation } from "react-i18next";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type TitleRow, TitleTable } from "#app/ui/policy/title-table.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type ResultTitleRow = TitleRow & { readonly event: Named; readonly award: Award | null };

/** @param props.code of the competition */
export function ResultTitleTable({ code, rows }: { code: string; rows: readonly ResultTitleRow[] }) {
  const { t } = useTranslation("promotions");
  const named = useNamed();
  return (
    <TitleTable
      base={`/office/${code}/promotions/titles`}
      rows={rows}
      achieved={[
        { id: "event", header: t("titleTable.event"), cell: ({ event }) => named(event) },
        { id: "award", header: t("titleTable.award"), noWrap: true, cell: ({ award }) => award && <AwardBadge award={award} /> },
      ]}
      search={({ name }) => name}
      empty={{ title: t("titlesEmpty"), hint: t("titlesEmptyHint") }}
    />
  );
}
