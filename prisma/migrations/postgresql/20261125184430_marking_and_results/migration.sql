-- DropForeignKey
ALTER TABLE "RoundJudge" DROP CONSTRAINT "RoundJudge_roundId_fkey";

-- DropIndex
DROP INDEX "Certificate_entryId_memberId_key";

-- DropIndex
DROP INDEX "Publication_roundId_kind_key";

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "revokedAt" TIMESTAMP(3),
ADD COLUMN     "revokedReason" TEXT;

-- AlterTable
ALTER TABLE "FormConfirmation" DROP CONSTRAINT "FormConfirmation_pkey",
ADD COLUMN     "id" TEXT,
ADD COLUMN     "voidedAt" TIMESTAMP(3);
UPDATE "FormConfirmation" SET "id" = "formId";
ALTER TABLE "FormConfirmation" ALTER COLUMN "id" SET NOT NULL,
ADD CONSTRAINT "FormConfirmation_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "MarkingForm" ADD COLUMN     "panelId" TEXT;

-- AlterTable
ALTER TABLE "MarkingScheme" ADD COLUMN     "roundNumber" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'file';

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "goingOn" JSONB,
ADD COLUMN     "medium" TEXT NOT NULL DEFAULT 'tablet';

-- CreateTable
CREATE TABLE "Panel" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "subCriterionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PanelJudge" (
    "panelId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,

    CONSTRAINT "PanelJudge_pkey" PRIMARY KEY ("panelId","judgeId")
);

-- CreateTable
CREATE TABLE "Conflict" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organisationId" TEXT,
    "delegationId" TEXT,
    "entryId" TEXT,
    "reason" TEXT NOT NULL,
    "declaredById" TEXT NOT NULL,
    "declaredAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "withdrawnById" TEXT,

    CONSTRAINT "Conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Correction" (
    "id" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "chiefJudgeId" TEXT,
    "chiefJudgeAt" TIMESTAMP(3),
    "supervisorId" TEXT,
    "supervisorAt" TIMESTAMP(3),
    "refusedById" TEXT,
    "refusedAt" TIMESTAMP(3),
    "revisionBefore" INTEGER NOT NULL,
    "markBefore" INTEGER,
    "revisionAfter" INTEGER,
    "markAfter" INTEGER,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Recheck" (
    "roundId" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "drawnById" TEXT NOT NULL,
    "drawnAt" TIMESTAMP(3) NOT NULL,
    "extendedAt" TIMESTAMP(3),

    CONSTRAINT "Recheck_pkey" PRIMARY KEY ("roundId")
);

-- CreateTable
CREATE TABLE "RecheckItem" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "outcome" TEXT,
    "note" TEXT NOT NULL,
    "checkedById" TEXT,
    "checkedAt" TIMESTAMP(3),

    CONSTRAINT "RecheckItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperKeying" (
    "id" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "keyedById" TEXT NOT NULL,
    "keyedAt" TIMESTAMP(3) NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "PaperKeying_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MediumChange" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MediumChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "formId" TEXT,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComponentImport" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "marks" JSONB NOT NULL,
    "importedById" TEXT NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "droppedById" TEXT,
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "ComponentImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HallRecord" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "seconds" INTEGER,
    "penalty" INTEGER,
    "text" TEXT NOT NULL,
    "signature" JSONB,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "voidedById" TEXT,
    "voidedAt" TIMESTAMP(3),
    "voidReason" TEXT,

    CONSTRAINT "HallRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TieDecision" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "entryIds" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "voidedAt" TIMESTAMP(3),

    CONSTRAINT "TieDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "entryId" TEXT,
    "about" TEXT NOT NULL,
    "occurredAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "statement" TEXT NOT NULL,
    "instance" INTEGER NOT NULL,
    "firstAppealId" TEXT,
    "filedById" TEXT NOT NULL,
    "filedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "eventId" TEXT,
    "code" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "wrapped" BYTEA,
    "filedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ruling" (
    "id" TEXT NOT NULL,
    "appealId" TEXT,
    "objectionId" TEXT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ruledById" TEXT NOT NULL,
    "ruledAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Ruling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RescoreSet" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "rulingId" TEXT,
    "changes" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sequence" INTEGER,
    "preparedById" TEXT NOT NULL,
    "preparedAt" TIMESTAMP(3) NOT NULL,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMP(3),
    "reversedById" TEXT,
    "reversedAt" TIMESTAMP(3),
    "hashBefore" TEXT,
    "hashAfter" TEXT,

    CONSTRAINT "RescoreSet_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Panel_roundId_subCriterionId_number_key" ON "Panel"("roundId", "subCriterionId", "number");

-- CreateIndex
CREATE INDEX "PanelJudge_judgeId_idx" ON "PanelJudge"("judgeId");

-- CreateIndex
CREATE INDEX "Conflict_competitionId_judgeId_idx" ON "Conflict"("competitionId", "judgeId");

-- CreateIndex
CREATE INDEX "Correction_formId_idx" ON "Correction"("formId");

-- CreateIndex
CREATE UNIQUE INDEX "RecheckItem_roundId_subjectId_key" ON "RecheckItem"("roundId", "subjectId");

-- CreateIndex
CREATE INDEX "PaperKeying_formId_idx" ON "PaperKeying"("formId");

-- CreateIndex
CREATE INDEX "MediumChange_roundId_idx" ON "MediumChange"("roundId");

-- CreateIndex
CREATE INDEX "Scan_roundId_idx" ON "Scan"("roundId");

-- CreateIndex
CREATE INDEX "Scan_formId_idx" ON "Scan"("formId");

-- CreateIndex
CREATE INDEX "ComponentImport_roundId_component_idx" ON "ComponentImport"("roundId", "component");

-- CreateIndex
CREATE UNIQUE INDEX "HallRecord_key_key" ON "HallRecord"("key");

-- CreateIndex
CREATE INDEX "HallRecord_roundId_entryId_idx" ON "HallRecord"("roundId", "entryId");

-- CreateIndex
CREATE INDEX "TieDecision_roundId_idx" ON "TieDecision"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_firstAppealId_key" ON "Appeal"("firstAppealId");

-- CreateIndex
CREATE INDEX "Appeal_competitionId_idx" ON "Appeal"("competitionId");

-- CreateIndex
CREATE INDEX "Appeal_roundId_idx" ON "Appeal"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Objection_code_key" ON "Objection"("code");

-- CreateIndex
CREATE INDEX "Objection_competitionId_idx" ON "Objection"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "Ruling_appealId_key" ON "Ruling"("appealId");

-- CreateIndex
CREATE UNIQUE INDEX "Ruling_objectionId_key" ON "Ruling"("objectionId");

-- CreateIndex
CREATE INDEX "RescoreSet_roundId_idx" ON "RescoreSet"("roundId");

-- CreateIndex
CREATE INDEX "Certificate_entryId_memberId_idx" ON "Certificate"("entryId", "memberId");

-- CreateIndex
CREATE INDEX "FormConfirmation_formId_idx" ON "FormConfirmation"("formId");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_roundId_kind_version_key" ON "Publication"("roundId", "kind", "version");

-- Every sub-criterion that has forms gets the panel that marked it: the round's whole marking team.
INSERT INTO "Panel" ("id", "roundId", "subCriterionId", "number", "reason", "createdById", "createdAt")
SELECT DISTINCT f."roundId" || '-' || f."subCriterionId", f."roundId", f."subCriterionId", 1, '', COALESCE(r."submittedById", ''), r."judgingAt"
FROM "MarkingForm" f JOIN "Round" r ON r."id" = f."roundId";
INSERT INTO "PanelJudge" ("panelId", "judgeId")
SELECT p."id", j."judgeId" FROM "Panel" p JOIN "RoundJudge" j ON j."roundId" = p."roundId";
UPDATE "MarkingForm" SET "panelId" = "roundId" || '-' || "subCriterionId";
ALTER TABLE "MarkingForm" ALTER COLUMN "panelId" SET NOT NULL;

-- DropTable
DROP TABLE "RoundJudge";

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelJudge" ADD CONSTRAINT "PanelJudge_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conflict" ADD CONSTRAINT "Conflict_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkingForm" ADD CONSTRAINT "MarkingForm_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recheck" ADD CONSTRAINT "Recheck_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecheckItem" ADD CONSTRAINT "RecheckItem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecheckItem" ADD CONSTRAINT "RecheckItem_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "BlindSubject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperKeying" ADD CONSTRAINT "PaperKeying_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediumChange" ADD CONSTRAINT "MediumChange_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentImport" ADD CONSTRAINT "ComponentImport_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HallRecord" ADD CONSTRAINT "HallRecord_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HallRecord" ADD CONSTRAINT "HallRecord_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TieDecision" ADD CONSTRAINT "TieDecision_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_firstAppealId_fkey" FOREIGN KEY ("firstAppealId") REFERENCES "Appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ruling" ADD CONSTRAINT "Ruling_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ruling" ADD CONSTRAINT "Ruling_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RescoreSet" ADD CONSTRAINT "RescoreSet_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RescoreSet" ADD CONSTRAINT "RescoreSet_rulingId_fkey" FOREIGN KEY ("rulingId") REFERENCES "Ruling"("id") ON DELETE SET NULL ON UPDATE CASCADE;
