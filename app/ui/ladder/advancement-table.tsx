/** Advancements as a table: who, from where, to where, how far on the way, and every step that was taken. */
import { Checkbox } from "@mantine/core";
import {
  CircleCheck,
  CircleDashed,
  type LucideIcon,
  TrendingUp,
  TriangleAlert,
  UserCheck,
  UserMinus,
  UsersRound,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AdvancementRoute } from "#app/domain/ladder/advancement.ts";
import { ADVANCEMENT_STATES, type AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import type { RegistrationStatus, Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { type Tone, ToneBadge } from "../tone-badge.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./ladder.module.css";

/** The form that the ticked rows are sent with. */
export const MOVING_FORM = "move-advancements";

type Side = {
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly tier: Tier;
  readonly eventName: string;
  readonly eventNameEn: string;
};

type Row = {
  readonly id: string;
  readonly holders: readonly string[];
  readonly place: number | null;
  readonly state: AdvancementState;
  readonly route: AdvancementRoute;
  readonly from: Side;
  readonly to: Side;
  readonly reference: string | null;
  readonly status: RegistrationStatus | null;
  readonly steps: readonly {
    readonly to: AdvancementState;
    readonly reason: string;
    readonly by: string | null;
    readonly at: string;
  }[];
  readonly isNoLongerDue: boolean;
};

const LOOKS: Readonly<Record<AdvancementState, readonly [Tone, LucideIcon]>> = {
  qualified: ["info", TrendingUp],
  "training-squad": ["info", UsersRound],
  selected: ["info", UserCheck],
  confirmed: ["done", CircleCheck],
  declined: ["off", UserMinus],
  missed: ["act", CircleDashed],
};

export function AdvancementStateBadge({ state }: { state: AdvancementState }) {
  const { t } = useTranslation("ladder");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </ToneBadge>
  );
}

export type AdvancementTableProps = {
  name: string;
  caption: string;
  rows: readonly Row[];
  /** Whether rows can be ticked for an act. */
  mayAct: boolean;
  empty: readonly [string, string];
};

export function AdvancementTable({ name, caption, rows, mayAct, empty }: AdvancementTableProps) {
  const { t, i18n } = useTranslation("ladder");
  const word = useWord();
  const formats = useFormats();
  const isEnglish = i18n.language === "en";
  const sideOf = ({ tier, competitionName, competitionNameEn, eventName, eventNameEn }: Side) =>
    [word("tier", tier), isEnglish ? competitionNameEn : competitionName, isEnglish ? eventNameEn : eventName].join(" · ");
  const tick: Column<Row> = {
    id: "tick",
    header: t("tick"),
    width: "4rem",
    cell: ({ id, holders }) => (
      <Checkbox form={MOVING_FORM} name="ids[]" value={id} aria-label={t("tickOne", { names: formats.list(holders) })} />
    ),
  };
  const columns: readonly Column<Row>[] = [
    ...(mayAct ? [tick] : []),
    { id: "entry", header: t("entry"), isRowHeader: true, cell: ({ holders }) => formats.list(holders) },
    {
      id: "from",
      header: t("from"),
      sortBy: ({ from }) => from.eventName,
      cell: ({ from, reference }) => <From side={sideOf(from)} reference={reference} />,
    },
    {
      id: "place",
      header: t("place"),
      align: "end",
      noWrap: true,
      sortBy: ({ place }) => place ?? Number.MAX_SAFE_INTEGER,
      cell: ({ place }) => (place === null ? t("noPlace") : t("placeValue", { place })),
    },
    { id: "to", header: t("to"), cell: ({ to }) => sideOf(to) },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <State row={row} />,
    },
    {
      id: "status",
      header: t("status"),
      noWrap: true,
      cell: ({ status }) => (status === null ? t("notEntered") : <StatusBadge list="registrationStatus" value={status} />),
    },
  ];
  return (
    <DataTable
      name={name}
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      search={({ holders, from, to, reference }) =>
        [...holders, from.competitionName, from.eventName, to.eventName, reference ?? ""].join(" ")
      }
      filters={[
        {
          id: "state",
          label: t("state"),
          options: ADVANCEMENT_STATES.map((state) => ({ value: state, label: t(`states.${state}`) })),
          matches: ({ state }, value) => state === value,
        },
      ]}
      rowTone={({ state, isNoLongerDue }) =>
        isNoLongerDue || state === "missed" ? "act" : state === "declined" ? "off" : undefined
      }
      empty={<EmptyState icon={TrendingUp} title={empty[0]} hint={empty[1]} />}
    />
  );
}

/** A result outside the system is told by the decision that it rests on. */
function From({ side, reference }: { side: string; reference: string | null }) {
  const { t } = useTranslation("ladder");
  return (
    <>
      {side}
      {reference !== null && <span className={classes.outside}>{t("outside", { reference })}</span>}
    </>
  );
}

function State({ row: { state, steps, isNoLongerDue } }: { row: Row }) {
  const { t } = useTranslation("ladder");
  const formats = useFormats();
  return (
    <>
      <AdvancementStateBadge state={state} />
      {isNoLongerDue && (
        <ToneBadge tone="act" icon={TriangleAlert}>
          {t("noLongerDue")}
        </ToneBadge>
      )}
      {steps.length > 0 && (
        <details>
          <summary>{t("steps")}</summary>
          <ol className={classes.steps}>
            {steps.map(({ to, reason, by, at }) => (
              <li key={`${to} ${at}`}>
                {t("step", { state: t(`states.${to}`), time: formats.dateTime(at), by: by ?? t("bySystem") })}
                {reason !== "" && ` · ${reason}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
