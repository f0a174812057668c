/** How the rooms of the policy office look in its navigation and on its first page. */
import { FileCheck2, LayoutDashboard, type LucideIcon, School } from "lucide-react";
import type { PolicyRoom } from "#app/domain/access/policy-rooms.ts";

export const POLICY_ROOM_ICONS: Readonly<Record<PolicyRoom, LucideIcon>> = {
  overview: LayoutDashboard,
  facts: FileCheck2,
  carriers: School,
};

/** The address of a room. */
export function toPolicyRoom(room: PolicyRoom): string {
  return room === "overview" ? "/policy" : `/policy/${room}`;
}
