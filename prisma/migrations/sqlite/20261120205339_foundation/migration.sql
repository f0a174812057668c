-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parentCode" TEXT,
    CONSTRAINT "Region_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "Region" ("code") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    CONSTRAINT "Organisation_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "username" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "pinHash" TEXT,
    "organisationId" TEXT,
    "disabledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "User_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "userAgent" TEXT NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "competitionId" TEXT,
    "eventId" TEXT,
    "delegationId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    CONSTRAINT "RoleGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoleGrant_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "RoleGrant_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "RoleGrant_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Competition" (
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
    "decisionNumber" TEXT,
    "finalisedAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CompetitionHost" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    "organisationId" TEXT,
    CONSTRAINT "CompetitionHost_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CompetitionHost_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CompetitionHost_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PolicyPack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CompetitionPack" (
    "competitionId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,

    PRIMARY KEY ("competitionId", "packId"),
    CONSTRAINT "CompetitionPack_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CompetitionPack_packId_fkey" FOREIGN KEY ("packId") REFERENCES "PolicyPack" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "occupationCode" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "entryKind" TEXT NOT NULL,
    "teamSize" INTEGER NOT NULL,
    "quota" INTEGER NOT NULL,
    "upperEventId" TEXT,
    CONSTRAINT "Event_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Event_upperEventId_fkey" FOREIGN KEY ("upperEventId") REFERENCES "Event" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EventRules" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "EventRules_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MarkingScheme" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "fileName" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "MarkingScheme_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Round" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "disclosure" TEXT NOT NULL,
    "rulesId" TEXT,
    "schemeId" TEXT,
    "judgingAt" DATETIME,
    "submittedAt" DATETIME,
    "submittedById" TEXT,
    CONSTRAINT "Round_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Round_rulesId_fkey" FOREIGN KEY ("rulesId") REFERENCES "EventRules" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Round_schemeId_fkey" FOREIGN KEY ("schemeId") REFERENCES "MarkingScheme" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "documentHash" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PersonKey" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "wrapped" BLOB NOT NULL,
    CONSTRAINT "PersonKey_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    CONSTRAINT "Delegation_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Entry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "rosterNumber" TEXT NOT NULL,
    "entrantNumber" TEXT,
    "coach" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "eligible" BOOLEAN NOT NULL,
    "submittedById" TEXT,
    "submittedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Entry_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entry_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EntryMember" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "levelHeld" TEXT,
    "employerId" TEXT,
    "employerRegion" TEXT,
    "schoolId" TEXT,
    "schoolRegion" TEXT,
    "trainingOrganisationId" TEXT,
    "trainingRegion" TEXT,
    "delegationRegion" TEXT NOT NULL,
    "frozenAt" DATETIME,
    CONSTRAINT "EntryMember_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "EntryMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RegistrationReview" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryId" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "RegistrationReview_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draw" (
    "roundId" TEXT NOT NULL PRIMARY KEY,
    "roster" JSONB NOT NULL,
    "rosterHash" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "contribution" TEXT,
    "contributorId" TEXT,
    "seed" TEXT,
    "frozenAt" DATETIME NOT NULL,
    "frozenById" TEXT NOT NULL,
    "drawnAt" DATETIME,
    CONSTRAINT "Draw_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundEntry" (
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "participation" TEXT NOT NULL,
    "seatCode" TEXT,
    "checkedInAt" DATETIME,
    "checkedInById" TEXT,

    PRIMARY KEY ("roundId", "entryId"),
    CONSTRAINT "RoundEntry_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoundEntry_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BlindSubject" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "BlindSubject_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BlindMapping" (
    "subjectId" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "publicCode" TEXT NOT NULL,
    CONSTRAINT "BlindMapping_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "BlindMapping_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Unblinding" (
    "roundId" TEXT NOT NULL PRIMARY KEY,
    "blindingJudgeId" TEXT NOT NULL,
    "blindingJudgeAt" DATETIME NOT NULL,
    "supervisorId" TEXT,
    "supervisorAt" DATETIME,
    CONSTRAINT "Unblinding_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundJudge" (
    "roundId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,

    PRIMARY KEY ("roundId", "judgeId"),
    CONSTRAINT "RoundJudge_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MarkingForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subCriterionId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "MarkingForm_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MarkingForm_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "BlindSubject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MarkRevision" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "aspectId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "scoreRound" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "reason" TEXT,
    "deviceId" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    CONSTRAINT "MarkRevision_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "signedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    CONSTRAINT "SignOff_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormConfirmation" (
    "formId" TEXT NOT NULL PRIMARY KEY,
    "confirmedById" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "confirmedAt" DATETIME NOT NULL,
    CONSTRAINT "FormConfirmation_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Board" (
    "roundId" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "Board_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "results" JSONB NOT NULL,
    "resultsHash" TEXT NOT NULL,
    "publishedById" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    CONSTRAINT "Publication_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Certificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "verifyCode" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "preparedAt" DATETIME NOT NULL,
    "inForceAt" DATETIME,
    CONSTRAINT "Certificate_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Certificate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Certificate_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Certificate_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "EntryMember" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "PolicyAssessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "computedAt" DATETIME NOT NULL,
    CONSTRAINT "PolicyAssessment_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PolicyAssessment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Entitlement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "assessmentId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "memberId" TEXT,
    "organisationId" TEXT,
    "packId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "draft" BOOLEAN NOT NULL,
    "amountKind" TEXT NOT NULL,
    "amountFen" INTEGER,
    CONSTRAINT "Entitlement_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "PolicyAssessment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "EntryMember" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_packId_fkey" FOREIGN KEY ("packId") REFERENCES "PolicyPack" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Advancement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "toEventId" TEXT NOT NULL,
    "newEntryId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Advancement_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Advancement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Advancement_toEventId_fkey" FOREIGN KEY ("toEventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Advancement_newEntryId_fkey" FOREIGN KEY ("newEntryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "competitionId" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "runAfter" DATETIME NOT NULL,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "AuditChain" (
    "chain" TEXT NOT NULL PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "head" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "actorId" TEXT,
    "act" TEXT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_name_key" ON "Organisation"("name");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_userId_idx" ON "RoleGrant"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_competitionId_idx" ON "RoleGrant"("competitionId");

-- CreateIndex
CREATE INDEX "RoleGrant_eventId_idx" ON "RoleGrant"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "Competition_code_key" ON "Competition"("code");

-- CreateIndex
CREATE INDEX "CompetitionHost_competitionId_idx" ON "CompetitionHost"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyPack_name_version_key" ON "PolicyPack"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Event_competitionId_code_key" ON "Event"("competitionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "EventRules_eventId_version_key" ON "EventRules"("eventId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "MarkingScheme_eventId_version_key" ON "MarkingScheme"("eventId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Round_eventId_number_key" ON "Round"("eventId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Person_documentHash_key" ON "Person"("documentHash");

-- CreateIndex
CREATE UNIQUE INDEX "Delegation_competitionId_name_key" ON "Delegation"("competitionId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_eventId_entrantNumber_key" ON "Entry"("eventId", "entrantNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_eventId_delegationId_rosterNumber_key" ON "Entry"("eventId", "delegationId", "rosterNumber");

-- CreateIndex
CREATE UNIQUE INDEX "EntryMember_entryId_personId_key" ON "EntryMember"("entryId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryMember_entryId_position_key" ON "EntryMember"("entryId", "position");

-- CreateIndex
CREATE INDEX "RegistrationReview_entryId_idx" ON "RegistrationReview"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundEntry_roundId_seatCode_key" ON "RoundEntry"("roundId", "seatCode");

-- CreateIndex
CREATE UNIQUE INDEX "BlindSubject_roundId_code_key" ON "BlindSubject"("roundId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "BlindMapping_roundId_entryId_key" ON "BlindMapping"("roundId", "entryId");

-- CreateIndex
CREATE UNIQUE INDEX "BlindMapping_roundId_publicCode_key" ON "BlindMapping"("roundId", "publicCode");

-- CreateIndex
CREATE INDEX "RoundJudge_judgeId_idx" ON "RoundJudge"("judgeId");

-- CreateIndex
CREATE INDEX "MarkingForm_roundId_idx" ON "MarkingForm"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "MarkingForm_subjectId_subCriterionId_key" ON "MarkingForm"("subjectId", "subCriterionId");

-- CreateIndex
CREATE UNIQUE INDEX "MarkRevision_formId_sequence_key" ON "MarkRevision"("formId", "sequence");

-- CreateIndex
CREATE INDEX "SignOff_formId_idx" ON "SignOff"("formId");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_roundId_kind_key" ON "Publication"("roundId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_number_key" ON "Certificate"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_verifyCode_key" ON "Certificate"("verifyCode");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_entryId_memberId_key" ON "Certificate"("entryId", "memberId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyAssessment_entryId_key" ON "PolicyAssessment"("entryId");

-- CreateIndex
CREATE INDEX "Entitlement_competitionId_idx" ON "Entitlement"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "Advancement_newEntryId_key" ON "Advancement"("newEntryId");

-- CreateIndex
CREATE UNIQUE INDEX "Advancement_entryId_toEventId_key" ON "Advancement"("entryId", "toEventId");

-- CreateIndex
CREATE INDEX "Job_status_runAfter_idx" ON "Job"("status", "runAfter");

-- CreateIndex
CREATE INDEX "AuditRecord_objectKind_objectId_idx" ON "AuditRecord"("objectKind", "objectId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditRecord_chain_sequence_key" ON "AuditRecord"("chain", "sequence");
