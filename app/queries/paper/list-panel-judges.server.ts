/** The judges of panels in the order of the boxes on paper: by name, so that print and keying agree. */
import { compareText } from "#app/domain/shared/order.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type PanelMember = { readonly judgeId: string; readonly displayName: string };

export function sortJudges(judges: readonly PanelMember[]): readonly PanelMember[] {
  return [...judges].sort(
    (left, right) => compareText(left.displayName, right.displayName) || compareText(left.judgeId, right.judgeId),
  );
}

/** These judges with their names, in the order of the boxes. */
export async function listPanelJudges(tables: Tables, judgeIds: readonly string[]): Promise<readonly PanelMember[]> {
  const users = await tables.user.findMany({ where: { id: { in: [...judgeIds] } }, select: { id: true, displayName: true } });
  return sortJudges(users.map(({ id, displayName }) => ({ judgeId: id, displayName })));
}

/** The judges of each panel; where none was assigned yet, all marking judges of the event, as opening will make it. */
export async function listMarkingJudges(
  tables: Tables,
  input: {
    eventId: string;
    panels: readonly { readonly id: string; readonly judges: readonly { readonly judgeId: string }[] }[];
  },
): Promise<{ ofPanel(panelId: string | undefined): readonly PanelMember[] }> {
  const granted = await tables.roleGrant.findMany({
    where: { eventId: input.eventId, role: "marking-judge", revokedAt: null, user: { disabledAt: null } },
    select: { userId: true },
  });
  const assigned = input.panels.flatMap(({ judges }) => judges.map(({ judgeId }) => judgeId));
  const members = await listPanelJudges(tables, [...new Set([...granted.map(({ userId }) => userId), ...assigned])]);
  const byPanel = new Map(input.panels.map(({ id, judges }) => [id, new Set(judges.map(({ judgeId }) => judgeId))]));
  const all = new Set(granted.map(({ userId }) => userId));
  return {
    ofPanel: (panelId) => {
      const ids = (panelId === undefined ? undefined : byPanel.get(panelId)) ?? all;
      return members.filter(({ judgeId }) => ids.has(judgeId));
    },
  };
}
