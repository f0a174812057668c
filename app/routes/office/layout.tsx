/** The office of one competition: its rooms on the left, as far as they are open to the reader. */
import { Outlet, useLoaderData } from "@remix-run/react";
import {
  Activity,
  Award,
  CalendarDays,
  ClipboardCheck,
  ClipboardList,
  FileJson,
  GraduationCap,
  HandCoins,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Mail,
  PartyPopper,
  Printer,
  Scale,
  ScrollText,
  TrendingUp,
  Trophy,
  UsersRound,
  UserX,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_READERS, type OfficeRoom } from "#app/domain/access/office-rooms.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { requireNamedRound } from "#app/platform/access/round.server.ts";
import { getOffice, type Office } from "#app/queries/competitions/get-office.server.ts";
import { listEventRounds } from "#app/queries/rounds/list-event-rounds.server.ts";
import { EVENT_PAGE_ICONS } from "#app/ui/event-page-icons.ts";
import { OfficeShell } from "#app/ui/office-shell.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS, toEventPage } from "#app/ui/paths.ts";
import { RoundSwitcher } from "#app/ui/round-switcher.tsx";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_READERS, within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    // The page of the event itself belongs to no round.
    const isOfRound = params.event !== undefined && !url.pathname.endsWith(`/events/${params.event}`);
    if (isOfRound) requireNamedRound({ url, scope });
    return {
      ...(await getOffice(runtime, actor, { competitionId: String(scope.competitionId), eventId: scope.eventId })),
      event: params.event ?? null,
      round: scope.roundNumber,
      rounds: isOfRound ? await listEventRounds(runtime, String(scope.eventId)) : [],
    };
  },
);

export const handle: PageHandle<Office> = { title: (_text, { name }) => name };

const ICONS: Readonly<Record<OfficeRoom, LucideIcon>> = {
  overview: LayoutDashboard,
  events: ListChecks,
  people: UsersRound,
  conflicts: UserX,
  registrations: ClipboardList,
  preparation: ClipboardCheck,
  messages: Mail,
  programme: CalendarDays,
  papers: Printer,
  "special-awards": Trophy,
  promotions: GraduationCap,
  live: Activity,
  ceremony: PartyPopper,
  cases: Scale,
  certificates: Award,
  entitlements: HandCoins,
  advancement: TrendingUp,
  interchange: FileJson,
  history: ScrollText,
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
    to: toEventPage(office.code, String(office.event), page, office.rounds.length > 1 ? office.round : null),
    label: t(`pages.${page}`),
    icon: EVENT_PAGE_ICONS[page],
  }));
  return (
    <OfficeShell
      title={named(office)}
      subtitle={`${word("tier", office.tier)} · ${word("competitionPhase", office.phase)}`}
      back={{ to: PATHS.desk, label: t("office.back") }}
      items={rooms.length > 0 ? rooms : pages}
    >
      <RoundSwitcher rounds={office.rounds} current={office.round} />
      <Outlet />
    </OfficeShell>
  );
}
