/** The judges at work and their devices: which are there, and when each was last heard of. */
import { TabletSmartphone, Wifi, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Desk } from "#app/domain/desk/views.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { When } from "#app/ui/when.tsx";

type Row = {
  readonly judge: string;
  readonly event: string;
  readonly device: string | null;
  readonly at: string | null;
  readonly isOnline: boolean;
};

export function Devices({ desk: { devices, unseen } }: { desk: Desk }) {
  const { t } = useTranslation("desk");
  const rows: readonly Row[] = [
    ...unseen.map((one) => ({ ...one, device: null, at: null, isOnline: false })),
    ...[...devices].sort((left, right) => Number(left.isOnline) - Number(right.isOnline)),
  ];
  const columns: readonly Column<Row>[] = [
    { id: "judge", header: t("devices.judge"), isRowHeader: true, sortBy: ({ judge }) => judge, cell: ({ judge }) => judge },
    { id: "event", header: t("devices.event"), sortBy: ({ event }) => event, cell: ({ event }) => event },
    {
      id: "device",
      header: t("devices.device"),
      noWrap: true,
      cell: ({ device }) => device && t("devices.deviceOf", { device }),
    },
    {
      id: "at",
      header: t("devices.at"),
      sortBy: ({ at }) => at ?? "",
      cell: ({ at }) => (at ? <When at={at} relative /> : t("devices.never")),
    },
    {
      id: "state",
      header: t("devices.state"),
      noWrap: true,
      cell: ({ isOnline }) => (
        <ToneBadge tone={isOnline ? "done" : "act"} icon={isOnline ? Wifi : WifiOff}>
          {t(isOnline ? "devices.online" : "devices.offline")}
        </ToneBadge>
      ),
    },
  ];
  const filters: readonly Filter<Row>[] = [
    {
      id: "state",
      label: t("devices.state"),
      options: (["online", "offline"] as const).map((value) => ({ value, label: t(`devices.${value}`) })),
      matches: ({ isOnline }, value) => isOnline === (value === "online"),
    },
  ];
  return (
    <Section id="devices" title={t("devices.title")} description={t("devices.lead")}>
      <DataTable
        name="devices"
        caption={t("devices.title")}
        rows={rows}
        rowKey={({ judge, event, device }) => `${event} ${judge} ${device}`}
        columns={columns}
        filters={filters}
        search={({ judge, event }) => `${judge} ${event}`}
        empty={<EmptyState icon={TabletSmartphone} title={t("devices.empty")} hint={t("devices.emptyHint")} />}
      />
    </Section>
  );
}
