/** What people are told by the system or by one another: the closed list of kinds, and what each sentence is filled with. */

/** Parameters by kind: codes, numbers and times in milliseconds, never a name or anything else about a person. */
export type MessageParams = {
  /** To team leaders, about entries of their delegation in an event. */
  "entries-accepted": { readonly event: string; readonly count: number };
  "entries-returned": { readonly event: string; readonly count: number };
  "entries-rejected": { readonly event: string; readonly count: number };
  "entries-waiting": { readonly event: string; readonly count: number };
  /** To a competitor, about his own entry. */
  "own-entry-accepted": { readonly event: string };
  "own-entry-rejected": { readonly event: string };
  "own-entry-waiting": { readonly event: string };
  /** A place for the next of the waiting list, and until when it is kept. */
  "place-offered": { readonly event: string; readonly until: number };
  "place-lapsed": { readonly event: string };
  /** To leaders and to whoever has a duty in it; `reason` as the organiser made it public. */
  "event-cancelled": { readonly event: string; readonly reason: string };
  "own-event-cancelled": { readonly event: string; readonly reason: string };
  "substitution-accepted": { readonly event: string };
  "substitution-refused": { readonly event: string };
  "data-request-granted": Record<string, never>;
  "data-request-refused": Record<string, never>;
  /** `event` is empty for a role over more than one event. */
  "role-granted": { readonly role: string; readonly event: string };
  "role-revoked": { readonly role: string; readonly event: string };
  /** `event` is empty for what concerns the whole competition; `notice` is the id whose title the reader sees. */
  "notice-published": { readonly notice: string; readonly event: string };
  "document-published": { readonly notice: string; readonly event: string };
  "notice-withdrawn": { readonly notice: string; readonly event: string };
  "leaders-meeting-recorded": { readonly at: number };
  "training-recorded": { readonly event: string; readonly at: number };
  "competition-announced": Record<string, never>;
  "registration-opened": { readonly until: number };
  "competition-started": Record<string, never>;
  "deadline-moved": { readonly until: number };
  /** To team leaders, about drafts of their delegation that nobody handed in before registration closed. */
  "drafts-lapsed": { readonly count: number };
  /** To organisers, about all of them. */
  "drafts-lapsed-in-all": { readonly count: number; readonly delegations: number };
  /** A frozen roster waits for contributions of supervisor and team leaders. */
  "draw-frozen": { readonly event: string };
  "results-published": { readonly event: string };
  /** Written by a person. */
  written: { readonly title: string; readonly text: string };
};

export type MessageKind = keyof MessageParams;

export const MESSAGE_KINDS = [
  "entries-accepted",
  "entries-returned",
  "entries-rejected",
  "entries-waiting",
  "own-entry-accepted",
  "own-entry-rejected",
  "own-entry-waiting",
  "place-offered",
  "place-lapsed",
  "event-cancelled",
  "own-event-cancelled",
  "substitution-accepted",
  "substitution-refused",
  "data-request-granted",
  "data-request-refused",
  "role-granted",
  "role-revoked",
  "notice-published",
  "document-published",
  "notice-withdrawn",
  "leaders-meeting-recorded",
  "training-recorded",
  "competition-announced",
  "registration-opened",
  "competition-started",
  "deadline-moved",
  "drafts-lapsed",
  "drafts-lapsed-in-all",
  "draw-frozen",
  "results-published",
  "written",
] as const satisfies readonly MessageKind[];

/** A message as its reader gets it: names of what its parameters mean are already there. */
export type MessageView = {
  readonly kind: MessageKind;
  readonly params: Readonly<Record<string, string | number>>;
  /** Of the event that it is about. */
  readonly event: { readonly name: string; readonly nameEn: string } | null;
  /** Of the competition that it is about. */
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  /** Title of the notice that it is about. */
  readonly notice: { readonly name: string; readonly nameEn: string } | null;
};
