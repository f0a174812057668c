/** The people of a record with their documents masked, and what tied them to which region then. */
import { UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FactKind } from "#app/domain/policy/recorded-fact.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type MemberRow = {
  readonly memberId: string;
  readonly name: string;
  readonly maskedDocument: string;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly employerRegion: string | null;
  readonly schoolId: string | null;
  readonly schoolRegion: string | null;
  readonly trainingOrganisationId: string | null;
  readonly trainingRegion: string | null;
};

export function MemberTable(props: {
  readonly members: readonly MemberRow[];
  readonly organisations: Readonly<Record<string, Named>>;
  readonly regions: Readonly<Record<string, Named>>;
  readonly kind: FactKind;
}) {
  const { members, organisations, regions, kind } = props;
  const { t } = useTranslation("facts");
  const named = useNamed();
  const nameOf = (names: Readonly<Record<string, Named>>, id: string | null) => {
    const found = id === null ? undefined : names[id];
    return found ? named(found) : (id ?? "");
  };
  const tie = (organisationId: string | null, region: string | null) =>
    organisationId === null
      ? t("people.none")
      : t("people.tie", { organisation: nameOf(organisations, organisationId), region: nameOf(regions, region) });
  const columns: readonly Column<MemberRow>[] = [
    { id: "name", header: t("people.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name || t("people.erased") },
    ...(kind === "mentoring"
      ? [
          {
            id: "role",
            header: t("people.role"),
            noWrap: true,
            cell: (row: MemberRow) => t(row === members[0] ? "people.leader" : "people.coached"),
          },
        ]
      : []),
    { id: "document", header: t("people.documentNumber"), noWrap: true, cell: ({ maskedDocument }) => maskedDocument },
    {
      id: "residence",
      header: t("people.residence"),
      cell: ({ residenceRegion }) => nameOf(regions, residenceRegion) || t("people.none"),
    },
    { id: "employer", header: t("people.employer"), cell: (row) => tie(row.employerId, row.employerRegion) },
    { id: "school", header: t("people.school"), cell: (row) => tie(row.schoolId, row.schoolRegion) },
    { id: "trainer", header: t("people.trainer"), cell: (row) => tie(row.trainingOrganisationId, row.trainingRegion) },
  ];
  return (
    <DataTable
      name="members"
      caption={t("new.who")}
      rows={members}
      rowKey={({ memberId }) => memberId}
      columns={columns}
      empty={<EmptyState icon={UserX} title={t("people.nobody")} />}
    />
  );
}
