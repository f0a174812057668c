/** What preparation looks like to its readers. */

import type { Condition } from "#app/domain/phases/competition-phases.ts";
import type { PreparationGates } from "#app/domain/preparation/gates.ts";
import type { MeetingKind } from "#app/domain/preparation/meeting.ts";
import type { NoticeKind } from "#app/domain/preparation/notice.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type NoticeRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly version: number;
  readonly title: Named;
  /** Null: of the whole competition. */
  readonly event: (Named & { readonly code: string }) | null;
  readonly fileName: string | null;
  readonly publishedBy: string;
  /** ISO, like all moments here. */
  readonly publishedAt: string;
  readonly isReplaced: boolean;
  readonly withdrawn: { readonly by: string; readonly at: string; readonly reason: string } | null;
};

export type MeetingRow = {
  readonly id: string;
  readonly kind: MeetingKind;
  readonly event: Named | null;
  readonly heldAt: string;
  readonly place: string;
  readonly minutes: string;
  readonly fileName: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly present: readonly string[];
  /** Delegations, or judges, who were not there. */
  readonly absent: readonly string[];
  readonly voided: { readonly by: string; readonly at: string; readonly reason: string } | null;
};

export type JudgeInPreparation = { readonly userId: string; readonly name: string; readonly isTrained: boolean };

export type EventInPreparation = Named & {
  readonly id: string;
  readonly code: string;
  readonly judges: readonly JudgeInPreparation[];
};

export type Preparation = {
  readonly code: string;
  readonly filing: { readonly number: string; readonly by: string | null; readonly at: string | null } | null;
  /** Where anyone may object to the list of winners; null while none was given. */
  readonly supervisionTelephone: string | null;
  readonly gates: PreparationGates;
  /** Whether the start is still ahead, so that gates can be switched. */
  readonly isAhead: boolean;
  /** The gates that are on, met or not. */
  readonly conditions: readonly Condition[];
  readonly events: readonly EventInPreparation[];
  readonly delegations: readonly (Named & { readonly id: string })[];
  readonly notices: readonly NoticeRow[];
  readonly meetings: readonly MeetingRow[];
};
