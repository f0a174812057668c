/** What is on record of an entry's people: their files without the bytes, their consents, and whether they are minors. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { findBirthDate, isMinor } from "#app/domain/registration/birth-date.ts";
import type { ConsentGiver } from "#app/domain/registration/consent.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type AttachmentView = {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** ISO. */
  readonly uploadedAt: string;
};

export type ConsentView = {
  readonly version: string;
  readonly givenBy: ConsentGiver;
  readonly hasGuardian: boolean;
  /** ISO. */
  readonly givenAt: string;
};

export type MemberRecord = {
  readonly memberId: string;
  /** Null: the date of birth is not known. */
  readonly minor: boolean | null;
  readonly attachments: readonly AttachmentView[];
  /** The latest that stands. */
  readonly consent: ConsentView | null;
};

/** By member id. @throws Error when there is no such entry. */
export async function listMemberRecords(
  { database, keys }: Runtime,
  entryId: string,
): Promise<ReadonlyMap<string, MemberRecord>> {
  const { event, members } = await database.read.entry.findUniqueOrThrow({
    where: { id: entryId },
    select: {
      event: { select: { competition: { select: { startsOn: true } } } },
      members: {
        select: {
          id: true,
          person: {
            select: {
              sealed: true,
              key: { select: { wrapped: true } },
              attachments: {
                where: { withdrawnAt: null },
                orderBy: { uploadedAt: "asc" },
                select: { id: true, kind: true, mediaType: true, size: true, uploadedAt: true },
              },
              consents: {
                where: { withdrawnAt: null },
                orderBy: { givenAt: "desc" },
                take: 1,
                select: { version: true, givenBy: true, guardian: true, givenAt: true },
              },
            },
          },
        },
      },
    },
  });
  const onDate = shanghaiDay(event.competition.startsOn);
  return new Map(
    members.map(({ id, person }): [string, MemberRecord] => {
      const data = openPerson(keys, person);
      const consent = person.consents[0];
      return [
        id,
        {
          memberId: id,
          minor: data && isMinor(findBirthDate(data), onDate),
          attachments: person.attachments.map(({ kind, uploadedAt, ...file }) => ({
            ...file,
            kind: kind as AttachmentKind,
            uploadedAt: uploadedAt.toISOString(),
          })),
          consent: consent
            ? {
                version: consent.version,
                givenBy: consent.givenBy as ConsentGiver,
                hasGuardian: consent.guardian !== null,
                givenAt: consent.givenAt.toISOString(),
              }
            : null,
        },
      ];
    }),
  );
}
