-- AlterTable
ALTER TABLE "Event" ADD COLUMN "paperLevel" TEXT;

-- CreateTable
CREATE TABLE "CompetitionSeries" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "sphere" TEXT NOT NULL,
    "regionCodes" JSONB NOT NULL,
    "everyYears" INTEGER,
    "packName" TEXT,
    "cadenceId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ProgrammeItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "organisationId" TEXT,
    "expected" INTEGER,
    "attended" INTEGER,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "ProgrammeItem_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GradeMapping" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "reference" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" DATETIME,
    "droppedById" TEXT,
    "droppedAt" DATETIME,
    CONSTRAINT "GradeMapping_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecordedFact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "organisationId" TEXT,
    "regionCode" TEXT,
    "reference" TEXT NOT NULL,
    "evidenceName" TEXT,
    "evidenceType" TEXT,
    "evidenceSha256" TEXT,
    "evidence" BLOB,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" DATETIME,
    "droppedById" TEXT,
    "droppedAt" DATETIME,
    "dropReason" TEXT
);

-- CreateTable
CREATE TABLE "RecordedMember" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "factId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "residenceRegion" TEXT,
    "employerId" TEXT,
    "employerRegion" TEXT,
    "schoolId" TEXT,
    "schoolRegion" TEXT,
    "trainingOrganisationId" TEXT,
    "trainingRegion" TEXT,
    CONSTRAINT "RecordedMember_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RecordedMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EntitlementAct" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entitlementId" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "EntitlementAct_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EntitlementDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entitlementId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,
    CONSTRAINT "EntitlementDecision_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RowPayer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packName" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Budget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisationId" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "competitionId" TEXT,
    "amountFen" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "voidedById" TEXT,
    "voidedAt" DATETIME,
    "voidReason" TEXT,
    CONSTRAINT "Budget_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaymentList" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "budgetId" TEXT,
    "state" TEXT NOT NULL,
    "preparedById" TEXT NOT NULL,
    "preparedAt" DATETIME NOT NULL,
    "approvedById" TEXT,
    "approvedAt" DATETIME,
    "voucher" TEXT,
    "paidById" TEXT,
    "paidAt" DATETIME,
    "droppedById" TEXT,
    "droppedAt" DATETIME,
    "dropReason" TEXT,
    CONSTRAINT "PaymentList_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "Budget" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaymentLine" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "listId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "instalment" TEXT NOT NULL,
    "liveKey" TEXT,
    CONSTRAINT "PaymentLine_listId_fkey" FOREIGN KEY ("listId") REFERENCES "PaymentList" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PaymentLine_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PayeeAccount" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT,
    "organisationId" TEXT,
    "sealed" BLOB NOT NULL,
    "wrapped" BLOB,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "replacedAt" DATETIME
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payKey" TEXT,
    "organisationId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "entitlementId" TEXT,
    "listId" TEXT,
    "competitionId" TEXT,
    "budgetId" TEXT,
    "packName" TEXT,
    "clause" TEXT,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "approvedById" TEXT,
    "approvedAt" DATETIME,
    "droppedById" TEXT,
    "droppedAt" DATETIME,
    CONSTRAINT "LedgerEntry_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "LedgerEntry_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "LedgerEntry_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "Budget" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HonourCase" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "factId" TEXT NOT NULL,
    "honour" TEXT NOT NULL,
    "competitionId" TEXT,
    "entryId" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recommendedById" TEXT NOT NULL,
    "recommendedAt" DATETIME NOT NULL,
    "inspection" TEXT,
    "inspectedById" TEXT,
    "inspectedAt" DATETIME,
    "publicisedById" TEXT,
    "publicisedAt" DATETIME,
    "publicityEndsAt" DATETIME,
    "decisionNumber" TEXT,
    "conferredById" TEXT,
    "conferredAt" DATETIME,
    "refusedById" TEXT,
    "refusedAt" DATETIME,
    "refusalReason" TEXT,
    CONSTRAINT "HonourCase_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LevelPromotion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "fromLevel" TEXT,
    "toLevel" TEXT NOT NULL,
    "basis" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "approvalNumber" TEXT,
    "approvedById" TEXT,
    "approvedAt" DATETIME,
    "evaluationBody" TEXT,
    "certificateNumber" TEXT,
    "certifiedOn" TEXT,
    "certifiedById" TEXT,
    "refusedById" TEXT,
    "refusedAt" DATETIME,
    "reason" TEXT,
    CONSTRAINT "LevelPromotion_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BankMember" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bank" TEXT NOT NULL,
    "personId" TEXT,
    "userId" TEXT,
    "skills" JSONB NOT NULL,
    "level" TEXT,
    "organisationId" TEXT,
    "regionCode" TEXT,
    "lastDuty" TEXT NOT NULL,
    "conflicts" TEXT NOT NULL,
    "consentVersion" TEXT NOT NULL,
    "consentAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "BankMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IndicatorReading" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "packName" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME
);

-- CreateTable
CREATE TABLE "AdvancementAct" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "advancementId" TEXT NOT NULL,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actorId" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AdvancementAct_advancementId_fkey" FOREIGN KEY ("advancementId") REFERENCES "Advancement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Advancement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT,
    "entryId" TEXT,
    "factId" TEXT,
    "toEventId" TEXT NOT NULL,
    "newEntryId" TEXT,
    "place" INTEGER NOT NULL,
    "reason" JSONB,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Advancement_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Advancement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Advancement_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Advancement_toEventId_fkey" FOREIGN KEY ("toEventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Advancement_newEntryId_fkey" FOREIGN KEY ("newEntryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Advancement" ("createdAt", "entryId", "id", "newEntryId", "place", "roundId", "state", "toEventId") SELECT "createdAt", "entryId", "id", "newEntryId", "place", "roundId", "state", "toEventId" FROM "Advancement";
DROP TABLE "Advancement";
ALTER TABLE "new_Advancement" RENAME TO "Advancement";
CREATE UNIQUE INDEX "Advancement_newEntryId_key" ON "Advancement"("newEntryId");
CREATE UNIQUE INDEX "Advancement_entryId_toEventId_key" ON "Advancement"("entryId", "toEventId");
CREATE UNIQUE INDEX "Advancement_factId_toEventId_key" ON "Advancement"("factId", "toEventId");
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
    "decisionNumber" TEXT,
    "finalisedAt" DATETIME,
    "specialAwards" JSONB,
    "sphere" TEXT NOT NULL DEFAULT 'comprehensive',
    "seriesId" TEXT,
    "edition" INTEGER,
    "promotionRules" JSONB,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Competition_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "CompetitionSeries" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Competition" ("class", "code", "createdAt", "decisionNumber", "endsOn", "finalisedAt", "id", "name", "nameEn", "phase", "publicityEndsAt", "publicityWorkingDays", "registrationClosesAt", "specialAwards", "startsOn", "tier", "venue") SELECT "class", "code", "createdAt", "decisionNumber", "endsOn", "finalisedAt", "id", "name", "nameEn", "phase", "publicityEndsAt", "publicityWorkingDays", "registrationClosesAt", "specialAwards", "startsOn", "tier", "venue" FROM "Competition";
DROP TABLE "Competition";
ALTER TABLE "new_Competition" RENAME TO "Competition";
CREATE UNIQUE INDEX "Competition_code_key" ON "Competition"("code");
CREATE UNIQUE INDEX "Competition_seriesId_edition_key" ON "Competition"("seriesId", "edition");
CREATE TABLE "new_Entitlement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT,
    "assessmentId" TEXT NOT NULL,
    "entryId" TEXT,
    "memberId" TEXT,
    "recordedMemberId" TEXT,
    "organisationId" TEXT,
    "packId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "draft" BOOLEAN NOT NULL,
    "amountKind" TEXT NOT NULL,
    "amountFen" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'computed',
    "settledFen" INTEGER,
    "settledOrganisationId" TEXT,
    "publicityEndsAt" DATETIME,
    "difference" JSONB,
    CONSTRAINT "Entitlement_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "PolicyAssessment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "EntryMember" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_recordedMemberId_fkey" FOREIGN KEY ("recordedMemberId") REFERENCES "RecordedMember" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Entitlement_packId_fkey" FOREIGN KEY ("packId") REFERENCES "PolicyPack" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- The key is the one of app/domain/policy/reconcile.ts.
INSERT INTO "new_Entitlement" ("amountFen", "amountKind", "assessmentId", "competitionId", "draft", "entryId", "id", "key", "kind", "memberId", "organisationId", "outcome", "packId", "rowId")
SELECT "amountFen", "amountKind", "assessmentId", "competitionId", "draft", "entryId", "id", (SELECT "name" FROM "PolicyPack" WHERE "PolicyPack"."id" = "Entitlement"."packId") || '/' || "rowId" || '/' || coalesce("memberId", '') || '/' || coalesce("organisationId", ''), "kind", "memberId", "organisationId", "outcome", "packId", "rowId" FROM "Entitlement";
DROP TABLE "Entitlement";
ALTER TABLE "new_Entitlement" RENAME TO "Entitlement";
CREATE INDEX "Entitlement_competitionId_idx" ON "Entitlement"("competitionId");
CREATE INDEX "Entitlement_state_idx" ON "Entitlement"("state");
CREATE UNIQUE INDEX "Entitlement_assessmentId_key_key" ON "Entitlement"("assessmentId", "key");
CREATE TABLE "new_PolicyAssessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT,
    "entryId" TEXT,
    "factId" TEXT,
    "findings" JSONB NOT NULL,
    "computedAt" DATETIME NOT NULL,
    CONSTRAINT "PolicyAssessment_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "PolicyAssessment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "PolicyAssessment_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_PolicyAssessment" ("competitionId", "computedAt", "entryId", "findings", "id") SELECT "competitionId", "computedAt", "entryId", "findings", "id" FROM "PolicyAssessment";
DROP TABLE "PolicyAssessment";
ALTER TABLE "new_PolicyAssessment" RENAME TO "PolicyAssessment";
CREATE UNIQUE INDEX "PolicyAssessment_entryId_key" ON "PolicyAssessment"("entryId");
CREATE UNIQUE INDEX "PolicyAssessment_factId_key" ON "PolicyAssessment"("factId");
CREATE TABLE "new_PolicyPack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'seed',
    "state" TEXT NOT NULL DEFAULT 'confirmed',
    "reason" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" DATETIME
);
INSERT INTO "new_PolicyPack" ("content", "createdAt", "id", "name", "version") SELECT "content", "createdAt", "id", "name", "version" FROM "PolicyPack";
DROP TABLE "PolicyPack";
ALTER TABLE "new_PolicyPack" RENAME TO "PolicyPack";
CREATE UNIQUE INDEX "PolicyPack_name_version_key" ON "PolicyPack"("name", "version");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionSeries_name_key" ON "CompetitionSeries"("name");

-- CreateIndex
CREATE INDEX "ProgrammeItem_competitionId_idx" ON "ProgrammeItem"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "GradeMapping_competitionId_version_key" ON "GradeMapping"("competitionId", "version");

-- CreateIndex
CREATE INDEX "RecordedFact_kind_idx" ON "RecordedFact"("kind");

-- CreateIndex
CREATE INDEX "RecordedMember_personId_idx" ON "RecordedMember"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordedMember_factId_personId_key" ON "RecordedMember"("factId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordedMember_factId_position_key" ON "RecordedMember"("factId", "position");

-- CreateIndex
CREATE INDEX "EntitlementAct_entitlementId_idx" ON "EntitlementAct"("entitlementId");

-- CreateIndex
CREATE INDEX "EntitlementDecision_entitlementId_idx" ON "EntitlementDecision"("entitlementId");

-- CreateIndex
CREATE INDEX "RowPayer_packName_rowId_idx" ON "RowPayer"("packName", "rowId");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentList_number_key" ON "PaymentList"("number");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentLine_liveKey_key" ON "PaymentLine"("liveKey");

-- CreateIndex
CREATE INDEX "PaymentLine_entitlementId_idx" ON "PaymentLine"("entitlementId");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentLine_listId_position_key" ON "PaymentLine"("listId", "position");

-- CreateIndex
CREATE INDEX "PayeeAccount_personId_idx" ON "PayeeAccount"("personId");

-- CreateIndex
CREATE INDEX "PayeeAccount_organisationId_idx" ON "PayeeAccount"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_payKey_key" ON "LedgerEntry"("payKey");

-- CreateIndex
CREATE INDEX "LedgerEntry_organisationId_year_idx" ON "LedgerEntry"("organisationId", "year");

-- CreateIndex
CREATE INDEX "LedgerEntry_entitlementId_idx" ON "LedgerEntry"("entitlementId");

-- CreateIndex
CREATE UNIQUE INDEX "HonourCase_factId_key" ON "HonourCase"("factId");

-- CreateIndex
CREATE UNIQUE INDEX "LevelPromotion_memberId_key" ON "LevelPromotion"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "LevelPromotion_certificateNumber_key" ON "LevelPromotion"("certificateNumber");

-- CreateIndex
CREATE INDEX "LevelPromotion_competitionId_idx" ON "LevelPromotion"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "BankMember_bank_personId_key" ON "BankMember"("bank", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "BankMember_bank_userId_key" ON "BankMember"("bank", "userId");

-- CreateIndex
CREATE INDEX "IndicatorReading_packName_targetId_year_idx" ON "IndicatorReading"("packName", "targetId", "year");

-- CreateIndex
CREATE INDEX "AdvancementAct_advancementId_idx" ON "AdvancementAct"("advancementId");
