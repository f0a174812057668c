/** Who has come and who has not, entry by entry, with the acts at each. */
import { Button } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { UserCheck, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CheckInRow } from "#app/domain/draw/check-in-view.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { When } from "#app/ui/when.tsx";

export type AttendanceProps = {
  readonly rows: readonly CheckInRow[];
  /** Whether somebody can be checked in. */
  readonly isOpen: boolean;
  /** Where the seats are drawn. */
  readonly drawPath: string;
};

export function Attendance({ rows, isOpen, drawPath }: AttendanceProps) {
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  const columns: readonly Column<CheckInRow>[] = [
    {
      id: "number",
      header: t("entrantNumber"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    {
      id: "seat",
      header: t("draw.seat"),
      noWrap: true,
      sortBy: ({ seatCode }) => seatCode,
      cell: ({ seatCode }) => <span className="tabular">{seatCode}</span>,
    },
    {
      id: "people",
      header: t("people"),
      cell: ({ names }) => <People members={names.map((name, index) => ({ id: `${index} ${name}`, name }))} />,
    },
    {
      id: "delegation",
      header: t("delegation"),
      sortBy: ({ delegation }) => delegation,
      cell: ({ delegation, delegationEn }) => (i18n.language === "en" ? delegationEn : delegation),
    },
    {
      id: "state",
      header: t("state"),
      noWrap: true,
      sortBy: ({ participation }) => PARTICIPATIONS.indexOf(participation),
      cell: ({ participation }) => <StatusBadge list="participation" value={participation} look="plain" />,
    },
    ...(rows.some(({ session }) => session !== null)
      ? [
          {
            id: "session",
            header: t("checkIn.sessionColumn"),
            noWrap: true,
            sortBy: ({ session }: CheckInRow) => session,
            cell: ({ session }: CheckInRow) => <span className="tabular">{session}</span>,
          },
        ]
      : []),
    {
      id: "time",
      header: t("checkIn.time"),
      noWrap: true,
      sortBy: ({ checkedInAt }) => checkedInAt,
      cell: ({ checkedInAt }) => checkedInAt && <When at={checkedInAt} as="time" />,
    },
    ...(isOpen
      ? [
          {
            id: "actions",
            header: t("checkIn.actions"),
            noWrap: true,
            cell: (row: CheckInRow) => <RowActs row={row} />,
          },
        ]
      : []),
  ];
  const numbers = [...new Set(rows.flatMap(({ session }) => (session === null ? [] : [session])))].sort((one, two) => one - two);
  const filters: readonly Filter<CheckInRow>[] = [
    ...(numbers.length > 1
      ? [
          {
            id: "session",
            label: t("checkIn.sessionColumn"),
            options: numbers.map((number) => ({ value: String(number), label: t("checkIn.session", { number }) })),
            matches: ({ session }: CheckInRow, value: string) => String(session) === value,
          },
        ]
      : []),
    {
      id: "status",
      label: t("state"),
      options: PARTICIPATIONS.filter((value) => rows.some(({ participation }) => participation === value)).map((value) => ({
        value,
        label: word("participation", value),
      })),
      matches: ({ participation }, value) => participation === value,
    },
  ];
  return (
    <DataTable
      caption={t("checkIn.caption")}
      rows={rows}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      filters={filters}
      search={({ entrantNumber, seatCode, names, delegation }) => [entrantNumber, seatCode ?? "", ...names, delegation].join(" ")}
      rowTone={({ participation, seatCode }) =>
        // Who has no seat yet only waits for it.
        participation === "expected"
          ? seatCode === null
            ? undefined
            : "act"
          : participation === "checked-in"
            ? undefined
            : "off"
      }
      empty={
        <EmptyState
          icon={UserCheck}
          title={t("checkIn.empty")}
          hint={t("checkIn.emptyHint")}
          action={
            <Button component={Link} to={drawPath} variant="default">
              {t("checkIn.toDraw")}
            </Button>
          }
        />
      }
    />
  );
}

function RowActs({ row }: { row: CheckInRow }) {
  const { t } = useTranslation("registration");
  const { entryId, entrantNumber, participation, hasCode } = row;
  // Until the seats of its session are drawn it only waits.
  if (row.seatCode === null || !row.isOpen) return null;
  const canCheckIn = participation === "expected" || participation === "absent";
  const canBeAbsent = (participation === "expected" || participation === "checked-in") && !hasCode;
  return (
    <Form method="post" className={classes.row}>
      <input type="hidden" name="entryId" value={entryId} />
      {canCheckIn && (
        <Button
          type="submit"
          name="intent"
          value="look-up-entry"
          size="xs"
          variant="default"
          leftSection={<UserCheck size={16} aria-hidden="true" />}
          aria-label={t("checkIn.checkInEntry", { entrantNumber })}
        >
          {t("checkIn.checkIn")}
        </Button>
      )}
      {canBeAbsent && (
        <Button
          type="submit"
          name="intent"
          value="mark-absent"
          size="xs"
          variant="default"
          leftSection={<UserX size={16} aria-hidden="true" />}
          aria-label={t("checkIn.absentEntry", { entrantNumber })}
        >
          {t("checkIn.absent")}
        </Button>
      )}
    </Form>
  );
}
