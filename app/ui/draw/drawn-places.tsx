/** Those who are in a draw, and what was drawn for them. */
import { Shuffle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawRow, DrawStep } from "#app/domain/draw/draw-view.ts";
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { useDrawnFor } from "./draw-words.ts";

export type DrawnPlacesProps = {
  readonly rows: readonly DrawRow[];
  readonly step: DrawStep;
  /** Who drew by hand for entries that were absent. */
  readonly drawnFor: ReadonlyMap<string, DrawnBy>;
};

export function DrawnPlaces({ rows, step, drawnFor }: DrawnPlacesProps) {
  const { t, i18n } = useTranslation(["registration", "draw"]);
  const sayDrawnFor = useDrawnFor();
  const isDrawn = step.stands === "drawn";
  const showsIdentities = rows.some(({ identity }) => identity !== null);
  const columns: readonly Column<DrawRow>[] = [
    ...(isDrawn && step.kind === "session"
      ? [
          {
            id: "session",
            header: t("draw:sessions.number"),
            noWrap: true,
            sortBy: ({ session }: DrawRow) => session,
            cell: ({ session }: DrawRow) => (session === null ? "" : t("draw:sessions.numbered", { number: session })),
          },
        ]
      : []),
    ...(isDrawn && step.kind === "seat"
      ? [
          {
            id: "seat",
            header: t("draw.seat"),
            noWrap: true,
            sortBy: ({ seatCode }: DrawRow) => seatCode,
            cell: ({ seatCode }: DrawRow) => <span className={classes.code}>{seatCode}</span>,
          },
        ]
      : []),
    {
      id: "number",
      header: t("entrantNumber"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    ...(showsIdentities
      ? [
          {
            id: "people",
            header: t("people"),
            cell: ({ identity }: DrawRow) => (
              <People members={(identity?.names ?? []).map((name, index) => ({ id: `${index} ${name}`, name }))} />
            ),
          },
          {
            id: "delegation",
            header: t("delegation"),
            sortBy: ({ identity }: DrawRow) => identity?.delegation ?? null,
            cell: ({ identity }: DrawRow) => (i18n.language === "en" ? identity?.delegationEn : identity?.delegation),
          },
        ]
      : []),
    ...(drawnFor.size > 0
      ? [
          {
            id: "drawnBy",
            header: t("draw:hand.drawnBy"),
            cell: ({ entryId }: DrawRow) => sayDrawnFor(drawnFor.get(entryId) ?? null) ?? t("draw:hand.self"),
          },
        ]
      : []),
  ];
  return (
    <Section title={isDrawn && step.kind === "seat" ? t("draw.seatsTitle") : t("draw.listTitle")}>
      <DataTable
        caption={t("draw.caption")}
        rows={rows}
        rowKey={({ entryId }) => entryId}
        columns={columns}
        search={({ seatCode, entrantNumber, identity }) =>
          [seatCode ?? "", entrantNumber, ...(identity?.names ?? []), identity?.delegation ?? ""].join(" ")
        }
        empty={<EmptyState icon={Shuffle} title={t("draw.empty")} hint={t("draw.emptyHint")} />}
      />
    </Section>
  );
}
