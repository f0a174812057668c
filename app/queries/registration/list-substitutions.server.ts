/** Substitutions that were asked for: who goes out and who comes in, with documents masked; the open ones first. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import { checkSubstitutionWindow, type SubstitutionState } from "#app/domain/registration/substitution.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";

export type SubstitutionRow = {
  readonly id: string;
  readonly entryId: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly entrantNumber: string;
  /** Names are empty when the person was erased. */
  readonly outName: string;
  readonly inName: string;
  readonly inDocument: string;
  readonly reason: string;
  /** Asked for after the draw: whoever checks in may answer it too. */
  readonly isOnTheSpot: boolean;
  readonly state: SubstitutionState;
  /** Why it was refused, or what was said on granting it. */
  readonly decision: string;
  /** ISO. */
  readonly requestedAt: string;
  readonly requestedById: string;
  /** Whether it can still be granted. */
  readonly isGrantable: boolean;
  /** While it waits: files of who comes in, for whoever answers. */
  readonly files: readonly { readonly id: string; readonly kind: AttachmentKind }[];
};

/** Of one delegation, of the whole competition, or those on the spot of one event. */
export async function listSubstitutions(
  runtime: Runtime,
  of: { readonly delegationId: string } | { readonly competitionId: string } | { readonly onTheSpotOfEventId: string },
): Promise<readonly SubstitutionRow[]> {
  const tables = runtime.database.read;
  const rows = await tables.substitution.findMany({
    where:
      "onTheSpotOfEventId" in of
        ? { isOnTheSpot: true, entry: { eventId: of.onTheSpotOfEventId } }
        : { entry: "delegationId" in of ? { delegationId: of.delegationId } : { event: { competitionId: of.competitionId } } },
    orderBy: { requestedAt: "desc" },
    include: {
      entry: {
        select: {
          entrantNumber: true,
          status: true,
          rounds: SUBSTITUTION_PARTS,
          delegation: { select: { name: true, nameEn: true } },
          event: {
            select: {
              name: true,
              nameEn: true,
              competition: { select: { phase: true } },
              ...SUBSTITUTION_EVENT,
            },
          },
        },
      },
    },
  });
  const people = await tables.person.findMany({
    where: { id: { in: [...new Set(rows.flatMap(({ outPersonId, inPersonId }) => [outPersonId, inPersonId]))] } },
    select: {
      id: true,
      sealed: true,
      key: { select: { wrapped: true } },
      attachments: { where: { withdrawnAt: null }, orderBy: { uploadedAt: "asc" }, select: { id: true, kind: true } },
    },
  });
  const filesOf = new Map(people.map(({ id, attachments }) => [id, attachments]));
  const dataOf = new Map(people.map((person) => [person.id, openPerson(runtime.keys, person)]));
  const listed = rows.map(({ entry, ...row }): SubstitutionRow => {
    const inData = dataOf.get(row.inPersonId);
    const window = toSubstitutionWindow(entry.event.competition.phase, entry.event, entry);
    return {
      id: row.id,
      entryId: row.entryId,
      eventName: entry.event.name,
      eventNameEn: entry.event.nameEn,
      delegation: entry.delegation,
      entrantNumber: entry.entrantNumber ?? "",
      outName: dataOf.get(row.outPersonId)?.name ?? "",
      inName: inData?.name ?? "",
      inDocument: maskDocument(inData?.documentNumber ?? ""),
      reason: row.reason,
      isOnTheSpot: row.isOnTheSpot,
      state: row.state as SubstitutionState,
      decision: row.decision ?? "",
      requestedAt: row.requestedAt.toISOString(),
      requestedById: row.requestedById,
      isGrantable: checkSubstitutionWindow(window).length === 0,
      files:
        row.state === "asked"
          ? (filesOf.get(row.inPersonId) ?? []).map(({ id, kind }) => ({ id, kind: kind as AttachmentKind }))
          : [],
    };
  });
  return [...listed.filter(({ state }) => state === "asked"), ...listed.filter(({ state }) => state !== "asked")];
}
