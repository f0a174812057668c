/** The step of an erasure that takes a person out of what others wrote: reasons, minutes, messages, records of the hall. */
import type { Tables } from "#app/platform/db/database.server.ts";
import { Prisma } from "#prisma/generated/sqlite/client.ts";

/** What stands where he was named. */
export const REDACTED = "■■■";

/** How a row is known to be of something that he took part in; a name is looked for there only, where it means him. */
type Scope =
  | "competition"
  | "round"
  | "form"
  | "conflict"
  | "entry"
  | "meeting"
  | "draw"
  | "case"
  | "certificate"
  | "entitlement"
  | "fact"
  | "of-fact"
  | "own-entry"
  | "person"
  | "all";
type FreeText = { readonly by: Scope; readonly texts?: readonly string[]; readonly json?: readonly string[] };

/** Every column in which people write in their own words; a test holds the schema to it. */
export const FREE_TEXTS: Readonly<Record<string, FreeText>> = {
  ActReason: { by: "competition", texts: ["reason"] },
  Reopening: { by: "competition", texts: ["reason", "reference"] },
  Notice: { by: "competition", texts: ["title", "titleEn", "body", "withdrawReason", "fileName"] },
  Meeting: { by: "competition", texts: ["minutes", "voidReason", "fileName"] },
  MeetingAttendee: { by: "meeting", texts: ["name"] },
  Message: { by: "competition", json: ["params"] },
  EventRules: { by: "all", texts: ["reason"] },
  MarkingScheme: { by: "all", texts: ["reason", "fileName"] },
  Event: { by: "competition", texts: ["cancelReason"] },
  DataRequest: { by: "person", texts: ["reason", "decision"] },
  Entry: { by: "own-entry", texts: ["plainCoach"] },
  Substitution: { by: "entry", texts: ["reason", "decision"] },
  RosterImport: { by: "competition", texts: ["fileName"] },
  RegistrationReview: { by: "entry", texts: ["reason"] },
  Draw: { by: "round", texts: ["redrawReason", "statement"] },
  RedrawRefusal: { by: "draw", texts: ["reason", "refusal"] },
  DrawContribution: { by: "draw", texts: ["text"] },
  UnblindingPresence: { by: "round", texts: ["name", "duty"] },
  Panel: { by: "round", texts: ["reason"] },
  Conflict: { by: "competition", texts: ["reason"] },
  MarkRevision: { by: "form", texts: ["reason"] },
  AspectNote: { by: "form", texts: ["text"] },
  MarkConflict: { by: "form", texts: ["reason"] },
  ConflictSettlement: { by: "conflict", texts: ["reason"] },
  Correction: { by: "form", texts: ["reason", "refusalReason"] },
  RecheckItem: { by: "round", texts: ["note"] },
  MediumChange: { by: "round", texts: ["reason"] },
  Scan: { by: "round", texts: ["fileName"] },
  ComponentImport: { by: "round", texts: ["fileName"] },
  HallRecord: { by: "round", texts: ["text", "voidReason"] },
  TieDecision: { by: "round", texts: ["reason"] },
  RoundFreeze: { by: "round", texts: ["reason", "endReason"] },
  Appeal: { by: "competition", texts: ["statement"] },
  Objection: { by: "competition", texts: ["statement"] },
  Ruling: { by: "case", texts: ["reason"] },
  RescoreSet: { by: "round", texts: ["reason"] },
  Certificate: { by: "competition", texts: ["revokedReason", "revokedNote"], json: ["facts"] },
  CertificateHandOut: { by: "certificate", texts: ["reason"] },
  RecordedFact: { by: "fact", texts: ["reference", "evidenceName", "dropReason"], json: ["content"] },
  EntitlementAct: { by: "entitlement", texts: ["reason", "reference"] },
  EntitlementDecision: { by: "entitlement", texts: ["reason"] },
  EntitlementDivision: { by: "entitlement", texts: ["reference"] },
  LedgerEntry: { by: "all", texts: ["reason", "reference"] },
  PaymentList: { by: "all", texts: ["dropReason", "voucher"] },
  HonourCase: { by: "of-fact", texts: ["reason", "inspection", "refusalReason"] },
  LevelPromotion: { by: "competition", texts: ["reason"] },
  AdvancementAct: { by: "all", texts: ["reason"] },
  BankMember: { by: "person", texts: ["lastDuty", "conflicts"] },
};

/** Of these a row says nothing of a person who competed: policy documents, money set aside, targets. */
export const NOT_OF_PEOPLE: readonly string[] = [
  "PolicyPack",
  "Budget",
  "RowPayer",
  "GradeMapping",
  "IndicatorReading",
  "ProgrammeItem",
];

type RedactInput = {
  /** Empty: of an account, which is no person here. */
  readonly personId: string;
  /** Where he took part. */
  readonly competitionIds: readonly string[];
  readonly name: string;
  /** Of his document and telephone; short ones, which stand in others, are left out by the caller. */
  readonly numbers: readonly string[];
  readonly isPostgresql: boolean;
};

/**
 * His name where he took part, his numbers everywhere.
 * @returns the tables in which something was taken out
 */
export async function redactTexts(tables: Tables, input: RedactInput): Promise<readonly string[]> {
  const { name, numbers, isPostgresql } = input;
  const changed: string[] = [];
  for (const [table, { by, texts = [], json = [] }] of Object.entries(FREE_TEXTS)) {
    let count = 0;
    for (const column of [...texts, ...json]) {
      const isJson = isPostgresql && json.includes(column);
      for (const word of numbers) count += await replace(tables, { table, column, isJson, word, where: Prisma.sql`TRUE` });
      if (name !== "") count += await replace(tables, { table, column, isJson, word: name, where: toScope(by, input) });
    }
    if (count > 0) changed.push(table);
  }
  return changed;
}

function replace(
  tables: Tables,
  input: {
    readonly table: string;
    readonly column: string;
    readonly isJson: boolean;
    readonly word: string;
    readonly where: Prisma.Sql;
  },
): Promise<number> {
  const { isJson, word, where } = input;
  const [table, column] = [Prisma.raw(`"${input.table}"`), Prisma.raw(`"${input.column}"`)];
  const text = isJson ? Prisma.sql`CAST(${column} AS TEXT)` : column;
  const made = isJson
    ? Prisma.sql`CAST(replace(${text}, ${word}, ${REDACTED}) AS JSONB)`
    : Prisma.sql`replace(${text}, ${word}, ${REDACTED})`;
  return tables.$executeRaw(Prisma.sql`UPDATE ${table} SET ${column} = ${made} WHERE ${text} LIKE ${`%${word}%`} AND ${where}`);
}

function toScope(by: Scope, { personId, competitionIds }: Pick<RedactInput, "personId" | "competitionIds">): Prisma.Sql {
  const competitions = Prisma.sql`(${Prisma.join(["", ...competitionIds])})`;
  const entries = Prisma.sql`(SELECT "Entry"."id" FROM "Entry" JOIN "Event" ON "Event"."id" = "Entry"."eventId"
    WHERE "Event"."competitionId" IN ${competitions})`;
  const rounds = Prisma.sql`(SELECT "Round"."id" FROM "Round" JOIN "Event" ON "Event"."id" = "Round"."eventId"
    WHERE "Event"."competitionId" IN ${competitions})`;
  switch (by) {
    case "competition":
      return Prisma.sql`"competitionId" IN ${competitions}`;
    case "round":
      return Prisma.sql`"roundId" IN ${rounds}`;
    case "form":
      return Prisma.sql`"formId" IN (SELECT "id" FROM "MarkingForm" WHERE "roundId" IN ${rounds})`;
    case "conflict":
      return Prisma.sql`"conflictKey" IN (SELECT "key" FROM "MarkConflict" WHERE "formId" IN
        (SELECT "id" FROM "MarkingForm" WHERE "roundId" IN ${rounds}))`;
    case "entry":
      return Prisma.sql`"entryId" IN ${entries}`;
    case "meeting":
      return Prisma.sql`"meetingId" IN (SELECT "id" FROM "Meeting" WHERE "competitionId" IN ${competitions})`;
    case "draw":
      return Prisma.sql`"drawId" IN (SELECT "id" FROM "Draw" WHERE "roundId" IN ${rounds})`;
    case "case":
      return Prisma.sql`("appealId" IN (SELECT "id" FROM "Appeal" WHERE "competitionId" IN ${competitions})
        OR "objectionId" IN (SELECT "id" FROM "Objection" WHERE "competitionId" IN ${competitions}))`;
    case "certificate":
      return Prisma.sql`"certificateId" IN (SELECT "id" FROM "Certificate" WHERE "competitionId" IN ${competitions})`;
    case "entitlement":
      return Prisma.sql`"entitlementId" IN (SELECT "id" FROM "Entitlement" WHERE
        "memberId" IN (SELECT "id" FROM "EntryMember" WHERE "personId" = ${personId})
        OR "recordedMemberId" IN (SELECT "id" FROM "RecordedMember" WHERE "personId" = ${personId}))`;
    case "fact":
      return Prisma.sql`"id" IN (SELECT "factId" FROM "RecordedMember" WHERE "personId" = ${personId})`;
    case "of-fact":
      return Prisma.sql`"factId" IN (SELECT "factId" FROM "RecordedMember" WHERE "personId" = ${personId})`;
    case "own-entry":
      return Prisma.sql`"id" IN ${entries}`;
    case "person":
      return Prisma.sql`"personId" = ${personId}`;
    case "all":
      return Prisma.sql`TRUE`;
  }
}
