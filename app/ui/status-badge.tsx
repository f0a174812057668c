/** The states of the closed word lists, each with its one icon and tone. */
import {
  Archive,
  Award,
  BadgeCheck,
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  ClipboardList,
  Clock,
  Eye,
  EyeOff,
  FilePen,
  Gauge,
  Hourglass,
  KeyRound,
  ListOrdered,
  type LucideIcon,
  Megaphone,
  PenLine,
  Play,
  ScanSearch,
  Send,
  Shuffle,
  Undo2,
  UserCheck,
  UserMinus,
  UserX,
} from "lucide-react";
import type { VocabularyWord } from "#app/i18n/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Tone, ToneBadge, type ToneBadgeProps } from "./tone-badge.tsx";

/** The lists whose words are states. */
export type StatusList = "competitionPhase" | "roundPhase" | "registrationStatus" | "participation" | "formStatus" | "disclosure";

type Look = readonly [Tone, LucideIcon];

const LOOKS: { readonly [List in StatusList]: Readonly<Record<VocabularyWord<List>, Look>> } = {
  competitionPhase: {
    draft: ["idle", FilePen],
    announced: ["info", Megaphone],
    registration: ["info", ClipboardList],
    running: ["info", Play],
    publicity: ["info", Eye],
    final: ["done", BadgeCheck],
    archived: ["off", Archive],
  },
  roundPhase: {
    draw: ["idle", Shuffle],
    judging: ["info", PenLine],
    recheck: ["info", ScanSearch],
    unblinded: ["info", KeyRound],
    published: ["info", Megaphone],
    settled: ["done", BadgeCheck],
  },
  registrationStatus: {
    draft: ["idle", FilePen],
    submitted: ["info", Send],
    returned: ["act", Undo2],
    accepted: ["done", CircleCheck],
    rejected: ["off", CircleX],
    waiting: ["idle", Hourglass],
    withdrawn: ["off", UserMinus],
    cancelled: ["off", Ban],
  },
  participation: {
    expected: ["idle", Clock],
    "checked-in": ["done", UserCheck],
    absent: ["off", UserX],
    withdrawn: ["off", UserMinus],
    disqualified: ["act", Ban],
    "out-of-competition": ["off", CircleDashed],
  },
  formStatus: {
    open: ["info", PenLine],
    signed: ["info", Award],
    confirmed: ["done", CircleCheck],
  },
  disclosure: {
    closed: ["idle", EyeOff],
    progress: ["info", Gauge],
    blind: ["info", ListOrdered],
    named: ["done", Eye],
  },
};

export type StatusBadgeProps = {
  [List in StatusList]: { list: List; value: VocabularyWord<List>; look?: ToneBadgeProps["look"] };
}[StatusList];

export function StatusBadge({ list, value, look }: StatusBadgeProps) {
  const word = useWord();
  const [tone, icon] = (LOOKS[list] as Readonly<Record<string, Look>>)[value] ?? (["idle", CircleDashed] as const);
  return (
    <ToneBadge tone={tone} icon={icon} look={look}>
      {word(list, value as never)}
    </ToneBadge>
  );
}
