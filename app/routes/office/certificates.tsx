/** 证书登记册: the prize certificates of the competition, to download for the ceremony and to verify. */
import { Link, useLoaderData } from "@remix-run/react";
import { Award as AwardIcon, BadgeCheck, Ban, Clock, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CERTIFICATE_STATES, type CertificateState } from "#app/domain/awards/reconcile-certificates.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { type CertificateRow, listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { inBothFormats, PaperLinks } from "#app/ui/paper-links.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

export const loader = defineLoader(
  { access: { roles: ["organiser", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, scope, params }) => ({
    competition: String(params.competition),
    certificates: await listCertificates(runtime, String(scope.competitionId)),
  }),
);

export const handle: PageHandle = { title: "register:title" };

export default function Certificates() {
  const { certificates, competition } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("register");
  const columns: readonly Column<CertificateRow>[] = [
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
      cell: ({ eventName, eventNameEn }) => (i18n.language === "en" ? eventNameEn : eventName),
    },
    {
      id: "award",
      header: t("award"),
      noWrap: true,
      sortBy: ({ place }) => place,
      cell: ({ award }) => <AwardBadge award={award} />,
    },
    { id: "state", header: t("state"), noWrap: true, cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: "actions",
      header: t("actions"),
      noWrap: true,
      cell: ({ id, number, verifyCode, state }) => (
        <span style={{ display: "inline-flex", gap: "1rem" }}>
          {state !== "revoked" && (
            <a href={`/office/${competition}/certificates/${id}`} aria-label={t("download", { number })}>
              {t("downloadShort")}
            </a>
          )}
          <Link to={`/verify/${verifyCode}`} aria-label={t("verify", { number })}>
            {t("verifyShort")}
          </Link>
        </span>
      ),
    },
  ];
  const filters: readonly Filter<CertificateRow>[] = [
    {
      id: "state",
      label: t("filter"),
      options: CERTIFICATE_STATES.map((state) => ({ value: state, label: t(LOOKS[state][2]) })),
      matches: ({ state }, value) => state === value,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          certificates.length > 0 && (
            <PaperLinks kind="register" files={inBothFormats(`/office/${competition}/certificates/register`)} />
          )
        }
      />
      <DataTable
        caption={t("caption")}
        rows={certificates}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        search={({ number, holder, eventName }) => [number, holder, eventName].join(" ")}
        rowTone={({ state }) => (state === "revoked" ? "off" : undefined)}
        empty={<EmptyState icon={AwardIcon} title={t("empty")} hint={t("emptyHint")} />}
      />
    </>
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
