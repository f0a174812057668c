/** The office of one competition: its rooms on the left, as far as they are open to the reader. */
import { Outlet, useLoaderData } from "@remix-run/react";
import {
  Award,
  ClipboardList,
  FileText,
  Grid3x3,
  HandCoins,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Scale,
  Shuffle,
  TrendingUp,
  Trophy,
  UserCheck,
  UsersRound,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { type EventPage, OFFICE_READERS, type OfficeRoom } from "#app/domain/access/office-rooms.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getOffice, type Office } from "#app/queries/competitions/get-office.server.ts";
import { OfficeShell } from "#app/ui/office-shell.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS, toEventPage } from "#app/ui/paths.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_READERS, within: "scope" } },
  async ({ runtime, actor, scope, params }) => ({
    ...(await getOffice(runtime, actor, { competitionId: String(scope.competitionId), eventId: scope.eventId })),
    event: params.event ?? null,
  }),
);

export const handle: PageHandle<Office> = { title: (_text, { name }) => name };

const ICONS: Readonly<Record<OfficeRoom, LucideIcon>> = {
  overview: LayoutDashboard,
  events: ListChecks,
  people: UsersRound,
  registrations: ClipboardList,
  "special-awards": Trophy,
  cases: Scale,
  certificates: Award,
  entitlements: HandCoins,
  advancement: TrendingUp,
};

const PAGE_ICONS: Readonly<Record<EventPage, LucideIcon>> = {
  draw: Shuffle,
  "check-in": UserCheck,
  panels: UsersRound,
  hall: Grid3x3,
  paper: FileText,
  unblinding: KeyRound,
  results: ListOrdered,
};

export default function OfficeLayout() {
  const office = useLoaderData<typeof loader>();
  const { t } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const base = `/office/${office.code}`;
  const rooms = office.rooms.map((room) => ({
    to: room === "overview" ? base : `${base}/${room}`,
    label: t(`office.rooms.${room}`),
    icon: ICONS[room],
    end: room === "overview",
    badge: room === "registrations" ? office.toReview : 0,
  }));
  // Whose duty lies in one event finds its pages here; everyone else finds them on the event.
  const pages = office.pages.map((page) => ({
    to: toEventPage(office.code, String(office.event), page),
    label: t(`pages.${page}`),
    icon: PAGE_ICONS[page],
  }));
  return (
    <OfficeShell
      title={named(office)}
      subtitle={`${word("tier", office.tier)} · ${word("competitionPhase", office.phase)}`}
      back={{ to: PATHS.desk, label: t("office.back") }}
      items={rooms.length > 0 ? rooms : pages}
    >
      <Outlet />
    </OfficeShell>
  );
}
