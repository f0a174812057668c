-- AlterTable
ALTER TABLE "Entry" ADD COLUMN "offerEndsAt" DATETIME;
ALTER TABLE "Entry" ADD COLUMN "offeredAt" DATETIME;
ALTER TABLE "Entry" ADD COLUMN "waitingSince" DATETIME;

-- AlterTable
ALTER TABLE "EntryMember" ADD COLUMN "yearsOfService" INTEGER;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN "delegationQuota" INTEGER;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "erasedAt" DATETIME;

-- CreateTable
CREATE TABLE "AccountLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "AccountLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "eventId" TEXT,
    "kind" TEXT NOT NULL,
    "replacesId" TEXT,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "fileName" TEXT,
    "mediaType" TEXT,
    "sha256" TEXT,
    "bytes" BLOB,
    "publishedById" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "withdrawnById" TEXT,
    "withdrawnAt" DATETIME,
    "withdrawReason" TEXT,
    CONSTRAINT "Notice_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Notice_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "eventId" TEXT,
    "kind" TEXT NOT NULL,
    "heldAt" DATETIME NOT NULL,
    "place" TEXT NOT NULL,
    "minutes" TEXT NOT NULL,
    "fileName" TEXT,
    "mediaType" TEXT,
    "sha256" TEXT,
    "bytes" BLOB,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "voidedById" TEXT,
    "voidedAt" DATETIME,
    "voidReason" TEXT,
    CONSTRAINT "Meeting_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Meeting_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MeetingAttendee" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "userId" TEXT,
    "delegationId" TEXT,
    "name" TEXT NOT NULL,
    CONSTRAINT "MeetingAttendee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "path" TEXT,
    "sentById" TEXT,
    "sentAt" DATETIME NOT NULL,
    CONSTRAINT "Message_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MessageReceipt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "messageId" TEXT NOT NULL,
    "userId" TEXT,
    "personId" TEXT,
    "readAt" DATETIME,
    CONSTRAINT "MessageReceipt_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MessageReceipt_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "MessageReceipt_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL,
    "uploadedById" TEXT,
    "uploadedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Attachment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "givenBy" TEXT NOT NULL,
    "guardian" BLOB,
    "recordedById" TEXT,
    "givenAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Consent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DataRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedById" TEXT,
    "requestedAt" DATETIME NOT NULL,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "decision" TEXT,
    CONSTRAINT "DataRequest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EntryCoach" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "EntryCoach_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "EntryCoach_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Substitution" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "outPersonId" TEXT NOT NULL,
    "inPersonId" TEXT NOT NULL,
    "member" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "isOnTheSpot" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" DATETIME NOT NULL,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "decision" TEXT,
    CONSTRAINT "Substitution_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RosterImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "delegationId" TEXT,
    "fileName" TEXT NOT NULL,
    "file" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL,
    "preview" JSONB,
    "refusals" JSONB,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    CONSTRAINT "RosterImport_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "seats" INTEGER,
    "checkInOpensAt" DATETIME,
    "checkInClosesAt" DATETIME,
    CONSTRAINT "RoundSession_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundSeat" (
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "seatCode" TEXT NOT NULL,

    PRIMARY KEY ("roundId", "entryId", "moduleId"),
    CONSTRAINT "RoundSeat_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Competition" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "registrationClosesAt" DATETIME NOT NULL,
    "startsOn" DATETIME NOT NULL,
    "endsOn" DATETIME NOT NULL,
    "publicityWorkingDays" INTEGER NOT NULL,
    "publicityEndsAt" DATETIME,
    "publicityOpenedById" TEXT,
    "decisionNumber" TEXT,
    "finalisedAt" DATETIME,
    "specialAwards" JSONB,
    "filingNumber" TEXT,
    "gates" JSONB,
    "offerHours" INTEGER NOT NULL DEFAULT 24,
    "sphere" TEXT NOT NULL DEFAULT 'comprehensive',
    "seriesId" TEXT,
    "edition" INTEGER,
    "promotionRules" JSONB,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Competition_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "CompetitionSeries" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Competition" ("class", "code", "createdAt", "decisionNumber", "edition", "endsOn", "finalisedAt", "id", "name", "nameEn", "phase", "promotionRules", "publicityEndsAt", "publicityOpenedById", "publicityWorkingDays", "registrationClosesAt", "seriesId", "specialAwards", "sphere", "startsOn", "tier", "venue") SELECT "class", "code", "createdAt", "decisionNumber", "edition", "endsOn", "finalisedAt", "id", "name", "nameEn", "phase", "promotionRules", "publicityEndsAt", "publicityOpenedById", "publicityWorkingDays", "registrationClosesAt", "seriesId", "specialAwards", "sphere", "startsOn", "tier", "venue" FROM "Competition";
DROP TABLE "Competition";
ALTER TABLE "new_Competition" RENAME TO "Competition";
CREATE UNIQUE INDEX "Competition_code_key" ON "Competition"("code");
CREATE UNIQUE INDEX "Competition_seriesId_edition_key" ON "Competition"("seriesId", "edition");
CREATE TABLE "new_RoundEntry" (
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "participation" TEXT NOT NULL,
    "seatCode" TEXT,
    "sessionId" TEXT,
    "checkedInAt" DATETIME,
    "checkedInById" TEXT,
    "checkInWay" TEXT,
    "checks" JSONB,

    PRIMARY KEY ("roundId", "entryId"),
    CONSTRAINT "RoundEntry_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoundEntry_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoundEntry_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "RoundSession" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_RoundEntry" ("checkedInAt", "checkedInById", "entryId", "participation", "roundId", "seatCode") SELECT "checkedInAt", "checkedInById", "entryId", "participation", "roundId", "seatCode" FROM "RoundEntry";
DROP TABLE "RoundEntry";
ALTER TABLE "new_RoundEntry" RENAME TO "RoundEntry";
CREATE UNIQUE INDEX "RoundEntry_roundId_seatCode_key" ON "RoundEntry"("roundId", "seatCode");
CREATE TABLE "new_User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "username" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "passwordHash" TEXT,
    "pinHash" TEXT,
    "organisationId" TEXT,
    "disabledAt" DATETIME,
    "totpSealed" BLOB,
    "totpConfirmedAt" DATETIME,
    "totpLastStep" INTEGER,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "User_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_User" ("createdAt", "disabledAt", "displayName", "id", "organisationId", "passwordHash", "pinHash", "username") SELECT "createdAt", "disabledAt", "displayName", "id", "organisationId", "passwordHash", "pinHash", "username" FROM "User";
DROP TABLE "User";
ALTER TABLE "new_User" RENAME TO "User";
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "AccountLink_userId_idx" ON "AccountLink"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_replacesId_key" ON "Notice"("replacesId");

-- CreateIndex
CREATE INDEX "Notice_competitionId_idx" ON "Notice"("competitionId");

-- CreateIndex
CREATE INDEX "Meeting_competitionId_idx" ON "Meeting"("competitionId");

-- CreateIndex
CREATE INDEX "MeetingAttendee_meetingId_idx" ON "MeetingAttendee"("meetingId");

-- CreateIndex
CREATE INDEX "Message_competitionId_idx" ON "Message"("competitionId");

-- CreateIndex
CREATE INDEX "MessageReceipt_userId_readAt_idx" ON "MessageReceipt"("userId", "readAt");

-- CreateIndex
CREATE INDEX "MessageReceipt_personId_idx" ON "MessageReceipt"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "MessageReceipt_messageId_userId_key" ON "MessageReceipt"("messageId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "MessageReceipt_messageId_personId_key" ON "MessageReceipt"("messageId", "personId");

-- CreateIndex
CREATE INDEX "Attachment_personId_idx" ON "Attachment"("personId");

-- CreateIndex
CREATE INDEX "Consent_personId_idx" ON "Consent"("personId");

-- CreateIndex
CREATE INDEX "DataRequest_personId_idx" ON "DataRequest"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryCoach_entryId_personId_key" ON "EntryCoach"("entryId", "personId");

-- CreateIndex
CREATE INDEX "Substitution_entryId_idx" ON "Substitution"("entryId");

-- CreateIndex
CREATE INDEX "RosterImport_competitionId_createdAt_idx" ON "RosterImport"("competitionId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "RoundSession_roundId_number_key" ON "RoundSession"("roundId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "RoundSeat_roundId_moduleId_seatCode_key" ON "RoundSeat"("roundId", "moduleId", "seatCode");
