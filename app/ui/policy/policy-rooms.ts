/** How the rooms of the policy office look in its navigation and on its first page. */
import {
  Award,
  BookOpenCheck,
  CalendarRange,
  ChartNoAxesCombined,
  FileCheck2,
  HandCoins,
  Landmark,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  MapPinned,
  PiggyBank,
  School,
  ScrollText,
  UserRoundSearch,
  UsersRound,
} from "lucide-react";
import type { PolicyRoom } from "#app/domain/access/policy-rooms.ts";

export const POLICY_ROOM_ICONS: Readonly<Record<PolicyRoom, LucideIcon>> = {
  overview: LayoutDashboard,
  packs: ScrollText,
  calendar: CalendarRange,
  entitlements: ListChecks,
  people: UserRoundSearch,
  facts: FileCheck2,
  honours: Award,
  carriers: School,
  payers: Landmark,
  payments: HandCoins,
  ledger: BookOpenCheck,
  budgets: PiggyBank,
  banks: UsersRound,
  "talent-map": MapPinned,
  targets: ChartNoAxesCombined,
};

/** The address of a room. */
export function toPolicyRoom(room: PolicyRoom): string {
  return room === "overview" ? "/policy" : `/policy/${room}`;
}
