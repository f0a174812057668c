/** Whom a badge, a number or a row means, as somebody at the door compares them with the person: names, masked documents, what to look at. */
import { type CheckInCode, type CheckInWay, type CheckKind, checkWindow } from "#app/domain/draw/check-in.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import { checkSubstitutionWindow, isOnTheSpot } from "#app/domain/registration/substitution.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type EntryChoice, findAttending } from "#app/queries/check-in/find-attending.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";

export type CheckInMember = {
  readonly memberId: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly documentKind: string;
  /** Masked. */
  readonly document: string;
  /** Files of the person by id, for who compares them with him; null where none was handed in. */
  readonly photoId: string | null;
  readonly identityFileId: string | null;
};

export type CheckInCard = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly sessionNumber: number | null;
  readonly participation: Participation;
  readonly way: CheckInWay;
  readonly delegation: { readonly name: string; readonly nameEn: string };
  /** In the order of positions. */
  readonly members: readonly CheckInMember[];
  readonly asked: readonly CheckKind[];
  /** ISO: check-in of its session ended then, and it is let in for a reason only; null: it is in time. */
  readonly overSince: string | null;
  /** Whether another person may be asked for here in the place of a member. */
  readonly canSubstitute: boolean;
};

/** @returns the entry, or why there is none to check in here. */
export async function findCheckInCard(
  runtime: Runtime,
  input: { readonly roundId: string; readonly choice: EntryChoice },
): Promise<Decision<CheckInCard, CheckInCode>> {
  const { read } = runtime.database;
  const { rules } = await getDrawState(read, input.roundId);
  const found = await findAttending(read, runtime.keys, input);
  if (!found.ok) return found;
  const { entry, way } = found.value;
  const { delegation, members, event, ...standing } = await read.entry.findUniqueOrThrow({
    where: { id: entry.entryId },
    select: {
      status: true,
      rounds: SUBSTITUTION_PARTS,
      event: { select: { competition: { select: { phase: true } }, ...SUBSTITUTION_EVENT } },
      delegation: { select: { name: true, nameEn: true } },
      members: {
        orderBy: { position: "asc" },
        select: {
          id: true,
          person: {
            select: {
              sealed: true,
              key: { select: { wrapped: true } },
              attachments: {
                where: { withdrawnAt: null, kind: { in: ["photo", "identity-document"] } },
                orderBy: { uploadedAt: "desc" },
                select: { id: true, kind: true },
              },
            },
          },
        },
      },
    },
  });
  const substitution = toSubstitutionWindow(event.competition.phase, event, standing);
  const late = checkWindow({ now: runtime.clock.now().getTime(), window: entry.session?.window ?? null }, "");
  const overSince = late.find(({ code }) => code === "check-in-over")?.params?.closesAt ?? null;
  return allow({
    entryId: entry.entryId,
    entrantNumber: entry.entrantNumber,
    seatCode: entry.seatCode,
    sessionNumber: entry.session?.number ?? null,
    participation: entry.participation,
    way,
    delegation,
    members: members.map(({ id, person }) => {
      const data = openPerson(runtime.keys, person);
      return {
        memberId: id,
        name: data?.name ?? "",
        documentKind: data?.documentKind ?? "",
        document: maskDocument(data?.documentNumber ?? ""),
        photoId: person.attachments.find(({ kind }) => kind === "photo")?.id ?? null,
        identityFileId: person.attachments.find(({ kind }) => kind === "identity-document")?.id ?? null,
      };
    }),
    asked: rules.checkInChecks,
    overSince: overSince === null ? null : String(overSince),
    canSubstitute: isOnTheSpot(substitution) && checkSubstitutionWindow(substitution).length === 0 && !entry.isSubstitutionOpen,
  });
}
