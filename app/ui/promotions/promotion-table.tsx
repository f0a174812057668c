/** Who is proposed for which level, on what basis, and how far it is. */
import { BadgeCheck, CircleX, GraduationCap, Hourglass, type LucideIcon, ScrollText, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PROMOTION_STATES, type PromotionBasis, type PromotionState } from "#app/domain/policy/level-promotion.ts";
import type { DocumentStatus } from "#app/domain/policy/pack.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { type Named, useNamed } from "#app/ui/use-named.ts";

export type PromotionTableRow = {
  readonly promotionId: string;
  readonly name: string;
  readonly maskedDocument: string;
  readonly event: Named & { readonly code: string };
  readonly fromLevel: SkillLevel | null;
  readonly toLevel: SkillLevel;
  readonly basis: PromotionBasis;
  readonly clauses: readonly {
    readonly clause: string;
    readonly document: { readonly title: string; readonly titleEn: string; readonly status: DocumentStatus };
  }[];
  readonly state: PromotionState;
  readonly approvalNumber: string | null;
  readonly certificateNumber: string | null;
  readonly reason: string | null;
  readonly isFactConfirmed: boolean | null;
};

const LOOKS: Readonly<Record<PromotionState, readonly [Tone, LucideIcon]>> = {
  proposed: ["act", Hourglass],
  approved: ["info", BadgeCheck],
  certified: ["done", ScrollText],
  refused: ["off", CircleX],
  withdrawn: ["off", Undo2],
};

export function PromotionTable({ rows }: { rows: readonly PromotionTableRow[] }) {
  const { t } = useTranslation("promotions");
  const word = useWord();
  const named = useNamed();
  const level = (held: SkillLevel | null) => (held === null ? t("noLevel") : word("skillLevel", held));
  const columns: readonly Column<PromotionTableRow>[] = [
    { id: "name", header: t("table.name"), isRowHeader: true, noWrap: true, cell: ({ name }) => name },
    { id: "document", header: t("table.document"), noWrap: true, cell: ({ maskedDocument }) => maskedDocument },
    { id: "event", header: t("table.event"), sortBy: ({ event }) => event.name, cell: ({ event }) => named(event) },
    {
      id: "result",
      header: t("table.result"),
      noWrap: true,
      sortBy: ({ basis }) => basis.place,
      cell: ({ basis: { award, place } }) =>
        [...(award === null ? [] : [word("award", award)]), ...(place === null ? [] : [t("place", { place })])].join(" "),
    },
    {
      id: "change",
      header: t("table.change"),
      noWrap: true,
      cell: ({ fromLevel, toLevel }) => t("change", { from: level(fromLevel), to: level(toLevel) }),
    },
    { id: "basis", header: t("table.basis"), cell: (row) => <Basis row={row} /> },
    { id: "state", header: t("table.state"), cell: (row) => <State row={row} /> },
  ];
  const filters: readonly Filter<PromotionTableRow>[] = [
    {
      id: "state",
      label: t("table.state"),
      options: PROMOTION_STATES.filter((state) => state !== "withdrawn").map((value) => ({ value, label: t(`state.${value}`) })),
      matches: ({ state }, value) => state === value,
    },
  ];
  return (
    <DataTable
      name="promotions"
      caption={t("list")}
      rows={rows}
      rowKey={({ promotionId }) => promotionId}
      columns={columns}
      filters={filters}
      search={({ name, event }) => `${name} ${event.name}`}
      rowTone={({ state, basis }) => (basis.difference ? "act" : state === "refused" ? "off" : undefined)}
      empty={<EmptyState icon={GraduationCap} title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}

function Basis({ row: { basis, clauses } }: { row: PromotionTableRow }) {
  const { t, i18n } = useTranslation("promotions");
  return (
    <>
      <div>{t("basisLine", { reference: basis.reference, line: basis.line })}</div>
      {clauses.length === 0 && <div>{t("noClause")}</div>}
      {clauses.map(({ clause, document }) => (
        <div key={`${document.title} ${clause}`}>
          {t("clause", { document: i18n.language === "en" ? document.titleEn : document.title, clause })}
          {document.status === "draft" && ` · ${t("isDraft")}`}
        </div>
      ))}
    </>
  );
}

export function PromotionStateBadge({ state }: { state: PromotionState }) {
  const { t } = useTranslation("promotions");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}

function State({ row }: { row: PromotionTableRow }) {
  const { t } = useTranslation("promotions");
  const { difference } = row.basis;
  const details = [
    row.approvalNumber,
    row.certificateNumber,
    row.reason,
    row.isFactConfirmed === null ? null : t(row.isFactConfirmed ? "factConfirmed" : "factWaiting"),
    difference && (difference.toLevel === null ? t("difference.gone") : t("difference.other", { level: difference.toLevel })),
  ].filter((detail) => detail !== null);
  return (
    <>
      <PromotionStateBadge state={row.state} />
      {details.map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
    </>
  );
}
