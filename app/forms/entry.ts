/** What a team leader submits about one entry: its people and coaches column by column, files, consents. */
import { z } from "zod";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import type { TypedCoach, TypedMember } from "#app/domain/registration/entry-form.ts";
import { choice, file } from "./fields.ts";

const MOST_ROWS = 20;
const column = z.array(z.string().max(200, "text-too-long")).max(MOST_ROWS, "text-too-long").default([]);
const id = z.string("entry-missing").min(1, "entry-missing").max(100, "entry-missing");

/** The columns of MEMBER_FIELDS, for every form that asks for people. */
export const memberColumns = {
  names: column,
  documentKinds: column,
  documentNumbers: column,
  birthDates: column,
  phones: column,
  levels: column,
  years: column,
  employers: column,
  schools: column,
  trainers: column,
  residences: column,
};

/** Row by row; what is missing in a column is empty. */
export function toTypedMembers(fields: Readonly<Record<keyof typeof memberColumns, readonly string[]>>): readonly TypedMember[] {
  return fields.names.map((name, row) => ({
    name,
    documentKind: fields.documentKinds[row] ?? "",
    documentNumber: fields.documentNumbers[row] ?? "",
    birthDate: fields.birthDates[row] ?? "",
    phone: fields.phones[row] ?? "",
    level: fields.levels[row] ?? "",
    years: fields.years[row] ?? "",
    employer: fields.employers[row] ?? "",
    school: fields.schools[row] ?? "",
    trainingOrganisation: fields.trainers[row] ?? "",
    residence: fields.residences[row] ?? "",
  }));
}

const EntryFieldsSchema = z.object({
  eventCode: z.string().max(40).default(""),
  seenAt: z.string().max(40).default(""),
  memberIds: column,
  ...memberColumns,
  coachIds: column,
  coachNames: column,
  coachKinds: column,
  coachNumbers: column,
});

/** What is missing in a column is empty. */
export const SaveEntrySchema = EntryFieldsSchema.transform((fields) => {
  const seenAt = new Date(fields.seenAt);
  return {
    eventCode: fields.eventCode,
    seenAt: Number.isNaN(seenAt.getTime()) ? null : seenAt,
    members: toTypedMembers(fields).map((member, row) => ({ ...member, memberId: fields.memberIds[row] || null })),
    coaches: fields.coachNames.map((name, row): TypedCoach & { coachId: string | null } => ({
      coachId: fields.coachIds[row] || null,
      name,
      documentKind: fields.coachKinds[row] ?? "",
      documentNumber: fields.coachNumbers[row] ?? "",
    })),
  };
});

export const UploadAttachmentSchema = z.object({ memberId: id, kind: choice(ATTACHMENT_KINDS), file });

export const RemoveAttachmentSchema = z.object({ attachmentId: id });

const words = z.string().trim().max(60, "text-too-long").default("");

/** A consent with the version of the text that was shown; the guardian's fields are empty for who is of age. */
export const consentFields = {
  version: z.string().max(20).default(""),
  agreed: z.string().optional(),
  guardianName: words,
  guardianRelation: words,
  guardianTelephone: words.transform((text) => text.normalize("NFKC").replace(/\s+/gu, "")),
};
export const toConsent = <
  Fields extends {
    agreed?: string | undefined;
    version: string;
    guardianName: string;
    guardianRelation: string;
    guardianTelephone: string;
  },
>(
  fields: Fields,
) => ({
  version: fields.version,
  ticked: fields.agreed !== undefined,
  guardian: { name: fields.guardianName, relation: fields.guardianRelation, telephone: fields.guardianTelephone },
});

export const GiveConsentSchema = z.object(consentFields).transform(toConsent);

export const RecordConsentSchema = z
  .object({ ...consentFields, memberId: id })
  .transform((fields) => ({ memberId: fields.memberId, ...toConsent(fields) }));

export const WithdrawConsentSchema = z.object({ memberId: id });
