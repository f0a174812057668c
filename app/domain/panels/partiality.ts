/** Towards which entries of an event a judge is not neutral: his own unit's, and those that he or somebody declared (回避, DOMAIN 5). */

export const CONFLICT_KINDS = ["organisation", "delegation", "entry"] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** A conflict that stands: what of, and the id of that unit, delegation or entry. */
export type StandingConflict = { readonly kind: ConflictKind; readonly targetId: string };

/** One entry that takes part, with everything that a judge can be partial to. */
export type EnteredEntry = {
  readonly entryId: string;
  readonly delegationId: string;
  /** Ids of the employers, schools and training organisations of its people. */
  readonly units: ReadonlySet<string>;
};

export const PARTIALITIES = ["own-unit", "declared-organisation", "declared-delegation", "declared-entry"] as const;
export type PartialityKind = (typeof PARTIALITIES)[number];

/** One reason why a judge is not neutral, with the entries that it is about; never without any. */
export type Partiality = {
  readonly kind: PartialityKind;
  /** Of the unit, the delegation or the entry. */
  readonly targetId: string;
  readonly entryIds: readonly string[];
};

/** Everything that keeps the judge from being neutral here; a conflict with somebody who does not take part keeps him from nothing. */
export function listPartialities(
  judge: { readonly organisationId: string | null; readonly conflicts: readonly StandingConflict[] },
  entries: readonly EnteredEntry[],
): readonly Partiality[] {
  const own: readonly Partiality[] =
    judge.organisationId === null
      ? []
      : [describe("own-unit", { kind: "organisation", targetId: judge.organisationId }, entries)];
  const declared = judge.conflicts.map((conflict) => describe(`declared-${conflict.kind}`, conflict, entries));
  return [...own, ...declared].filter(({ entryIds }) => entryIds.length > 0);
}

/** Whether the conflict is about this entry. */
export function isAbout({ kind, targetId }: StandingConflict, entry: EnteredEntry): boolean {
  if (kind === "entry") return entry.entryId === targetId;
  return kind === "delegation" ? entry.delegationId === targetId : entry.units.has(targetId);
}

function describe(kind: PartialityKind, conflict: StandingConflict, entries: readonly EnteredEntry[]): Partiality {
  return {
    kind,
    targetId: conflict.targetId,
    entryIds: entries.filter((entry) => isAbout(conflict, entry)).map(({ entryId }) => entryId),
  };
}
