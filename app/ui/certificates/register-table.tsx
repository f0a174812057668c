/** The register of certificates as a table: number, holder, award, state, who took it, and what can be had of it. */
import { Link } from "@remix-run/react";
import { Award as AwardIcon, BadgeCheck, Ban, Clock, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CERTIFICATE_STATES, type CertificateState } from "#app/domain/awards/reconcile-certificates.ts";
import type { HandOutWay } from "#app/domain/certificates/hand-out.ts";
import { CERTIFICATE_KINDS, type CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { AwardBadge } from "../award-badge.tsx";
import { type Column, DataTable, type Filter } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import { HistoryLink } from "../history/history-link.tsx";
import { type Tone, ToneBadge } from "../tone-badge.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./register.module.css";

export type RegisterRow = {
  readonly id: string;
  readonly number: string;
  readonly verifyCode: string;
  readonly kind: CertificateKind;
  readonly holder: string;
  /** Empty for a certificate of the whole competition. */
  readonly eventCode: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly delegation: string;
  readonly award: Award | null;
  readonly place: number | null;
  readonly state: CertificateState;
  /** Characters that its fonts lack: with any, it cannot be printed. */
  readonly missingCharacters: readonly string[];
  /** Who took it last, `at` in ISO; null: nobody yet. */
  readonly handOut: { readonly at: string; readonly way: HandOutWay; readonly taker: string; readonly times: number } | null;
};

/** Everything there is, with what each certificate is good for now. */
export function RegisterTable({ rows, competition }: { rows: readonly RegisterRow[]; competition: string }) {
  const { t, i18n } = useTranslation("register");
  const word = useWord();
  const formats = useFormats();
  const columns: readonly Column<RegisterRow>[] = [
    {
      id: "number",
      header: t("number"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ number }) => number,
      cell: ({ number }) => <span className="tabular">{number}</span>,
    },
    { id: "holder", header: t("holder"), cell: ({ holder }) => holder },
    {
      id: "event",
      header: t("event"),
      sortBy: ({ eventCode }) => eventCode,
      cell: ({ eventName, eventNameEn }) =>
        eventName === "" ? t("wholeCompetition") : i18n.language === "en" ? eventNameEn : eventName,
    },
    {
      id: "award",
      header: t("award"),
      noWrap: true,
      sortBy: ({ kind, place }) => CERTIFICATE_KINDS.indexOf(kind) * 10_000 + (place ?? 0),
      cell: ({ kind, award }) => (award === null ? word("certificateKind", kind) : <AwardBadge award={award} />),
    },
    { id: "state", header: t("state"), noWrap: true, cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: "handed",
      header: t("handed"),
      cell: ({ handOut, state }) =>
        handOut === null
          ? state === "revoked"
            ? ""
            : t("notHanded")
          : t(handOut.times > 1 ? "handedAgain" : "handedOn", {
              day: formats.day(handOut.at),
              way: t(`handOut.ways.${handOut.way}`),
              taker: handOut.taker,
            }),
    },
    {
      id: "actions",
      header: t("actions"),
      noWrap: true,
      cell: ({ id, number, verifyCode, state, missingCharacters }) => (
        <span className={classes.links}>
          {state !== "revoked" && missingCharacters.length === 0 && (
            <a href={`/office/${competition}/certificates/${id}`} aria-label={t("download", { number })}>
              {t("downloadShort")}
            </a>
          )}
          {state === "in-force" && (
            <a href={`/office/${competition}/certificates/${id}/badge`} aria-label={t("badge", { number })}>
              {t("badgeShort")}
            </a>
          )}
          <Link to={`/verify/${verifyCode}`} aria-label={t("verify", { number })}>
            {t("verifyShort")}
          </Link>
          <HistoryLink kind="certificate" id={id} of={number} />
        </span>
      ),
    },
  ];
  const filters: readonly Filter<RegisterRow>[] = [
    {
      id: "kind",
      label: t("kind"),
      options: CERTIFICATE_KINDS.map((kind) => ({ value: kind, label: word("certificateKind", kind) })),
      matches: ({ kind }, value) => kind === value,
    },
    {
      id: "state",
      label: t("filter"),
      options: CERTIFICATE_STATES.map((state) => ({ value: state, label: t(LOOKS[state][2]) })),
      matches: ({ state }, value) => state === value,
    },
  ];
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      filters={filters}
      search={({ number, holder, eventName, delegation }) => [number, holder, eventName, delegation].join(" ")}
      rowTone={({ state, missingCharacters }) => (state === "revoked" ? "off" : missingCharacters.length > 0 ? "act" : undefined)}
      empty={<EmptyState icon={AwardIcon} title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}

const LOOKS = {
  prepared: ["info", Clock, "prepared"],
  "in-force": ["done", BadgeCheck, "inForce"],
  revoked: ["off", Ban, "revoked"],
} as const satisfies Readonly<Record<CertificateState, readonly [Tone, LucideIcon, string]>>;

function StateBadge({ state }: { state: CertificateState }) {
  const { t } = useTranslation("register");
  const [tone, icon, key] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon} look="plain">
      {t(key)}
    </ToneBadge>
  );
}
