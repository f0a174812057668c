/** Which forms somebody may confirm, as a filter for the table of forms: those that he neither entered, nor signed, nor has in a panel. */

/** Parts of a `where` over marking forms. */
export function notMarkedBy(userId: string) {
  return {
    panel: { judges: { none: { judgeId: userId } } },
    revisions: { none: { judgeId: userId } },
    signOffs: { none: { judgeId: userId } },
  } as const;
}
