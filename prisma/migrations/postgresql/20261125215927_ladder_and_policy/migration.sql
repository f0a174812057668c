-- DropForeignKey
ALTER TABLE "Advancement" DROP CONSTRAINT "Advancement_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Advancement" DROP CONSTRAINT "Advancement_newEntryId_fkey";

-- DropForeignKey
ALTER TABLE "Advancement" DROP CONSTRAINT "Advancement_roundId_fkey";

-- DropForeignKey
ALTER TABLE "Entitlement" DROP CONSTRAINT "Entitlement_competitionId_fkey";

-- DropForeignKey
ALTER TABLE "Entitlement" DROP CONSTRAINT "Entitlement_entryId_fkey";

-- DropForeignKey
ALTER TABLE "PolicyAssessment" DROP CONSTRAINT "PolicyAssessment_competitionId_fkey";

-- DropForeignKey
ALTER TABLE "PolicyAssessment" DROP CONSTRAINT "PolicyAssessment_entryId_fkey";

-- AlterTable
ALTER TABLE "Advancement" ADD COLUMN     "factId" TEXT,
ADD COLUMN     "reason" JSONB,
ALTER COLUMN "roundId" DROP NOT NULL,
ALTER COLUMN "entryId" DROP NOT NULL,
ALTER COLUMN "newEntryId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Competition" ADD COLUMN     "edition" INTEGER,
ADD COLUMN     "promotionRules" JSONB,
ADD COLUMN     "seriesId" TEXT,
ADD COLUMN     "sphere" TEXT NOT NULL DEFAULT 'comprehensive';

-- AlterTable
ALTER TABLE "Entitlement" ADD COLUMN     "difference" JSONB,
ADD COLUMN     "key" TEXT,
ADD COLUMN     "publicityEndsAt" TIMESTAMP(3),
ADD COLUMN     "recordedMemberId" TEXT,
ADD COLUMN     "settledFen" INTEGER,
ADD COLUMN     "settledOrganisationId" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'computed',
ALTER COLUMN "competitionId" DROP NOT NULL,
ALTER COLUMN "entryId" DROP NOT NULL;

-- The key is the one of app/domain/policy/reconcile.ts.
UPDATE "Entitlement" SET "key" = (SELECT "name" FROM "PolicyPack" WHERE "PolicyPack"."id" = "Entitlement"."packId") || '/' || "rowId" || '/' || coalesce("memberId", '') || '/' || coalesce("organisationId", '');
ALTER TABLE "Entitlement" ALTER COLUMN "key" SET NOT NULL;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "paperLevel" TEXT;

-- AlterTable
ALTER TABLE "PolicyAssessment" ADD COLUMN     "factId" TEXT,
ALTER COLUMN "competitionId" DROP NOT NULL,
ALTER COLUMN "entryId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "PolicyPack" ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "confirmedById" TEXT,
ADD COLUMN     "createdById" TEXT,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reference" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'seed',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'confirmed';

-- CreateTable
CREATE TABLE "CompetitionSeries" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "sphere" TEXT NOT NULL,
    "regionCodes" JSONB NOT NULL,
    "everyYears" INTEGER,
    "packName" TEXT,
    "cadenceId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CompetitionSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProgrammeItem" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "organisationId" TEXT,
    "expected" INTEGER,
    "attended" INTEGER,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "ProgrammeItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GradeMapping" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "reference" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "droppedById" TEXT,
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "GradeMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordedFact" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "organisationId" TEXT,
    "regionCode" TEXT,
    "reference" TEXT NOT NULL,
    "evidenceName" TEXT,
    "evidenceType" TEXT,
    "evidenceSha256" TEXT,
    "evidence" BYTEA,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "droppedById" TEXT,
    "droppedAt" TIMESTAMP(3),
    "dropReason" TEXT,

    CONSTRAINT "RecordedFact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordedMember" (
    "id" TEXT NOT NULL,
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

    CONSTRAINT "RecordedMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntitlementAct" (
    "id" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EntitlementAct_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntitlementDecision" (
    "id" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EntitlementDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RowPayer" (
    "id" TEXT NOT NULL,
    "packName" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RowPayer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Budget" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "competitionId" TEXT,
    "amountFen" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "voidedById" TEXT,
    "voidedAt" TIMESTAMP(3),
    "voidReason" TEXT,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentList" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "budgetId" TEXT,
    "state" TEXT NOT NULL,
    "preparedById" TEXT NOT NULL,
    "preparedAt" TIMESTAMP(3) NOT NULL,
    "approvedById" TEXT,
    "approvedAt" TIMESTAMP(3),
    "voucher" TEXT,
    "paidById" TEXT,
    "paidAt" TIMESTAMP(3),
    "droppedById" TEXT,
    "droppedAt" TIMESTAMP(3),
    "dropReason" TEXT,

    CONSTRAINT "PaymentList_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentLine" (
    "id" TEXT NOT NULL,
    "listId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "amountFen" INTEGER NOT NULL,
    "instalment" TEXT NOT NULL,
    "liveKey" TEXT,

    CONSTRAINT "PaymentLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PayeeAccount" (
    "id" TEXT NOT NULL,
    "personId" TEXT,
    "organisationId" TEXT,
    "sealed" BYTEA NOT NULL,
    "wrapped" BYTEA,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "replacedAt" TIMESTAMP(3),

    CONSTRAINT "PayeeAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" TEXT NOT NULL,
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
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "approvedById" TEXT,
    "approvedAt" TIMESTAMP(3),
    "droppedById" TEXT,
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HonourCase" (
    "id" TEXT NOT NULL,
    "factId" TEXT NOT NULL,
    "honour" TEXT NOT NULL,
    "competitionId" TEXT,
    "entryId" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recommendedById" TEXT NOT NULL,
    "recommendedAt" TIMESTAMP(3) NOT NULL,
    "inspection" TEXT,
    "inspectedById" TEXT,
    "inspectedAt" TIMESTAMP(3),
    "publicisedById" TEXT,
    "publicisedAt" TIMESTAMP(3),
    "publicityEndsAt" TIMESTAMP(3),
    "decisionNumber" TEXT,
    "conferredById" TEXT,
    "conferredAt" TIMESTAMP(3),
    "refusedById" TEXT,
    "refusedAt" TIMESTAMP(3),
    "refusalReason" TEXT,

    CONSTRAINT "HonourCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LevelPromotion" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "fromLevel" TEXT,
    "toLevel" TEXT NOT NULL,
    "basis" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "approvalNumber" TEXT,
    "approvedById" TEXT,
    "approvedAt" TIMESTAMP(3),
    "evaluationBody" TEXT,
    "certificateNumber" TEXT,
    "certifiedOn" TEXT,
    "certifiedById" TEXT,
    "refusedById" TEXT,
    "refusedAt" TIMESTAMP(3),
    "reason" TEXT,

    CONSTRAINT "LevelPromotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BankMember" (
    "id" TEXT NOT NULL,
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
    "consentAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BankMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorReading" (
    "id" TEXT NOT NULL,
    "packName" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "voidedAt" TIMESTAMP(3),

    CONSTRAINT "IndicatorReading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdvancementAct" (
    "id" TEXT NOT NULL,
    "advancementId" TEXT NOT NULL,
    "fromState" TEXT,
    "toState" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actorId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AdvancementAct_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE UNIQUE INDEX "Advancement_factId_toEventId_key" ON "Advancement"("factId", "toEventId");

-- CreateIndex
CREATE UNIQUE INDEX "Competition_seriesId_edition_key" ON "Competition"("seriesId", "edition");

-- CreateIndex
CREATE INDEX "Entitlement_state_idx" ON "Entitlement"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Entitlement_assessmentId_key_key" ON "Entitlement"("assessmentId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyAssessment_factId_key" ON "PolicyAssessment"("factId");

-- AddForeignKey
ALTER TABLE "Competition" ADD CONSTRAINT "Competition_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "CompetitionSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GradeMapping" ADD CONSTRAINT "GradeMapping_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordedMember" ADD CONSTRAINT "RecordedMember_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordedMember" ADD CONSTRAINT "RecordedMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyAssessment" ADD CONSTRAINT "PolicyAssessment_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyAssessment" ADD CONSTRAINT "PolicyAssessment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyAssessment" ADD CONSTRAINT "PolicyAssessment_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entitlement" ADD CONSTRAINT "Entitlement_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entitlement" ADD CONSTRAINT "Entitlement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entitlement" ADD CONSTRAINT "Entitlement_recordedMemberId_fkey" FOREIGN KEY ("recordedMemberId") REFERENCES "RecordedMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntitlementAct" ADD CONSTRAINT "EntitlementAct_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntitlementDecision" ADD CONSTRAINT "EntitlementDecision_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Budget" ADD CONSTRAINT "Budget_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentList" ADD CONSTRAINT "PaymentList_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "Budget"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentLine" ADD CONSTRAINT "PaymentLine_listId_fkey" FOREIGN KEY ("listId") REFERENCES "PaymentList"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentLine" ADD CONSTRAINT "PaymentLine_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "Budget"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HonourCase" ADD CONSTRAINT "HonourCase_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LevelPromotion" ADD CONSTRAINT "LevelPromotion_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankMember" ADD CONSTRAINT "BankMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advancement" ADD CONSTRAINT "Advancement_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advancement" ADD CONSTRAINT "Advancement_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advancement" ADD CONSTRAINT "Advancement_factId_fkey" FOREIGN KEY ("factId") REFERENCES "RecordedFact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Advancement" ADD CONSTRAINT "Advancement_newEntryId_fkey" FOREIGN KEY ("newEntryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvancementAct" ADD CONSTRAINT "AdvancementAct_advancementId_fkey" FOREIGN KEY ("advancementId") REFERENCES "Advancement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
