/** Tells team leaders and competitors what became of their entries; a step of the review's write. */
import type { MessageKind } from "#app/domain/messages/kinds.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { AcceptanceEntry } from "#app/queries/registration/load-acceptance.server.ts";

export type ReviewedAs = "accepted" | "waiting" | "returned" | "rejected";

const TO_LEADERS = {
  accepted: "entries-accepted",
  waiting: "entries-waiting",
  returned: "entries-returned",
  rejected: "entries-rejected",
} as const satisfies Readonly<Record<ReviewedAs, MessageKind>>;
/** What is returned is the leader's to mend: the competitor is told when it is decided. */
const TO_COMPETITORS = {
  accepted: "own-entry-accepted",
  waiting: "own-entry-waiting",
  returned: null,
  rejected: "own-entry-rejected",
} as const satisfies Readonly<Record<ReviewedAs, MessageKind | null>>;

/** For each delegation, event and decision one message to its leaders, and one to the people of the entries. */
export async function tellReviewed(
  write: Write,
  input: { readonly competitionId: string; readonly at: Date },
  reviewed: readonly { readonly entry: AcceptanceEntry; readonly decision: ReviewedAs }[],
): Promise<void> {
  const { competitionId, at } = input;
  const frame = { competitionId, sentById: null, at };
  const groups = new Map<string, (typeof reviewed)[number][]>();
  for (const one of reviewed) {
    const key = `${one.entry.event.code} ${one.decision} ${one.entry.delegationId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { delegationId, event } = first.entry;
    await sendMessage(write, {
      ...frame,
      kind: TO_LEADERS[first.decision],
      params: { event: event.code, count: group.length },
      path: `/delegations/${delegationId}`,
      to: {
        userIds: await listAudience(write.tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }),
      },
    });
    const kind = TO_COMPETITORS[first.decision];
    if (kind === null) continue;
    await sendMessage(write, {
      ...frame,
      kind,
      params: { event: event.code },
      path: null,
      to: { personIds: group.flatMap(({ entry }) => entry.members.map(({ personId }) => personId)) },
    });
  }
}
