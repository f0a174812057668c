/** What marks each page of an event wherever it is linked. */
import {
  FilePen,
  FilePenLine,
  FileSpreadsheet,
  FileText,
  Grid3x3,
  KeyRound,
  ListOrdered,
  ListTree,
  type LucideIcon,
  MessageSquareText,
  ScanSearch,
  Shuffle,
  Timer,
  UserCheck,
  UsersRound,
} from "lucide-react";
import type { EventPage } from "#app/domain/access/office-rooms.ts";

export const EVENT_PAGE_ICONS: Readonly<Record<EventPage, LucideIcon>> = {
  scheme: ListTree,
  draw: Shuffle,
  "check-in": UserCheck,
  panels: UsersRound,
  hall: Grid3x3,
  paper: FileText,
  "hall-record": Timer,
  "component-marks": FileSpreadsheet,
  notes: MessageSquareText,
  corrections: FilePen,
  recheck: ScanSearch,
  unblinding: KeyRound,
  results: ListOrdered,
  rescore: FilePenLine,
};
