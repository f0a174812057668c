-- DropIndex
DROP INDEX "Certificate_entryId_memberId_key";

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN "revokedAt" DATETIME;
ALTER TABLE "Certificate" ADD COLUMN "revokedReason" TEXT;

-- CreateTable
CREATE TABLE "Panel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "subCriterionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Panel_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PanelJudge" (
    "panelId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,

    PRIMARY KEY ("panelId", "judgeId"),
    CONSTRAINT "PanelJudge_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Conflict" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organisationId" TEXT,
    "delegationId" TEXT,
    "entryId" TEXT,
    "reason" TEXT NOT NULL,
    "declaredById" TEXT NOT NULL,
    "declaredAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "withdrawnById" TEXT,
    CONSTRAINT "Conflict_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Correction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" DATETIME NOT NULL,
    "reason" TEXT NOT NULL,
    "chiefJudgeId" TEXT,
    "chiefJudgeAt" DATETIME,
    "supervisorId" TEXT,
    "supervisorAt" DATETIME,
    "refusedById" TEXT,
    "refusedAt" DATETIME,
    "revisionBefore" INTEGER NOT NULL,
    "markBefore" INTEGER,
    "revisionAfter" INTEGER,
    "markAfter" INTEGER,
    "closedAt" DATETIME,
    CONSTRAINT "Correction_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Recheck" (
    "roundId" TEXT NOT NULL PRIMARY KEY,
    "seed" TEXT NOT NULL,
    "drawnById" TEXT NOT NULL,
    "drawnAt" DATETIME NOT NULL,
    "extendedAt" DATETIME,
    CONSTRAINT "Recheck_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecheckItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "outcome" TEXT,
    "note" TEXT NOT NULL,
    "checkedById" TEXT,
    "checkedAt" DATETIME,
    CONSTRAINT "RecheckItem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RecheckItem_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "BlindSubject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaperKeying" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "keyedById" TEXT NOT NULL,
    "keyedAt" DATETIME NOT NULL,
    "values" JSONB NOT NULL,
    CONSTRAINT "PaperKeying_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MediumChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "MediumChange_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "formId" TEXT,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedAt" DATETIME NOT NULL,
    CONSTRAINT "Scan_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Scan_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ComponentImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "marks" JSONB NOT NULL,
    "importedById" TEXT NOT NULL,
    "importedAt" DATETIME NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" DATETIME,
    "droppedById" TEXT,
    "droppedAt" DATETIME,
    CONSTRAINT "ComponentImport_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HallRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "seconds" INTEGER,
    "penalty" INTEGER,
    "text" TEXT NOT NULL,
    "signature" JSONB,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "voidedById" TEXT,
    "voidedAt" DATETIME,
    "voidReason" TEXT,
    CONSTRAINT "HallRecord_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "HallRecord_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TieDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "entryIds" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    CONSTRAINT "TieDecision_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "entryId" TEXT,
    "about" TEXT NOT NULL,
    "occurredAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "statement" TEXT NOT NULL,
    "instance" INTEGER NOT NULL,
    "firstAppealId" TEXT,
    "filedById" TEXT NOT NULL,
    "filedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Appeal_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appeal_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appeal_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Appeal_firstAppealId_fkey" FOREIGN KEY ("firstAppealId") REFERENCES "Appeal" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "eventId" TEXT,
    "code" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "wrapped" BLOB,
    "filedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Objection_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Ruling" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "appealId" TEXT,
    "objectionId" TEXT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ruledById" TEXT NOT NULL,
    "ruledAt" DATETIME NOT NULL,
    CONSTRAINT "Ruling_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Ruling_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RescoreSet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "rulingId" TEXT,
    "changes" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sequence" INTEGER,
    "preparedById" TEXT NOT NULL,
    "preparedAt" DATETIME NOT NULL,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "reversedById" TEXT,
    "reversedAt" DATETIME,
    "hashBefore" TEXT,
    "hashAfter" TEXT,
    CONSTRAINT "RescoreSet_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RescoreSet_rulingId_fkey" FOREIGN KEY ("rulingId") REFERENCES "Ruling" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- Every sub-criterion that has forms gets the panel that marked it: the round's whole marking team.
INSERT INTO "Panel" ("id", "roundId", "subCriterionId", "number", "reason", "createdById", "createdAt")
SELECT DISTINCT f."roundId" || '-' || f."subCriterionId", f."roundId", f."subCriterionId", 1, '', COALESCE(r."submittedById", ''), r."judgingAt"
FROM "MarkingForm" f JOIN "Round" r ON r."id" = f."roundId";
INSERT INTO "PanelJudge" ("panelId", "judgeId")
SELECT p."id", j."judgeId" FROM "Panel" p JOIN "RoundJudge" j ON j."roundId" = p."roundId";

-- DropIndex
DROP INDEX "RoundJudge_judgeId_idx";

-- DropTable
PRAGMA foreign_keys=off;
DROP TABLE "RoundJudge";
PRAGMA foreign_keys=on;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_FormConfirmation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "confirmedById" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "confirmedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    CONSTRAINT "FormConfirmation_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_FormConfirmation" ("id", "confirmedAt", "confirmedById", "formId", "revision") SELECT "formId", "confirmedAt", "confirmedById", "formId", "revision" FROM "FormConfirmation";
DROP TABLE "FormConfirmation";
ALTER TABLE "new_FormConfirmation" RENAME TO "FormConfirmation";
CREATE INDEX "FormConfirmation_formId_idx" ON "FormConfirmation"("formId");
CREATE TABLE "new_MarkingForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subCriterionId" TEXT NOT NULL,
    "panelId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "MarkingForm_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MarkingForm_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "BlindSubject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MarkingForm_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_MarkingForm" ("id", "revision", "roundId", "status", "subCriterionId", "subjectId", "panelId") SELECT "id", "revision", "roundId", "status", "subCriterionId", "subjectId", "roundId" || '-' || "subCriterionId" FROM "MarkingForm";
DROP TABLE "MarkingForm";
ALTER TABLE "new_MarkingForm" RENAME TO "MarkingForm";
CREATE INDEX "MarkingForm_roundId_idx" ON "MarkingForm"("roundId");
CREATE UNIQUE INDEX "MarkingForm_subjectId_subCriterionId_key" ON "MarkingForm"("subjectId", "subCriterionId");
CREATE TABLE "new_MarkingScheme" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "roundNumber" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'file',
    "fileName" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "MarkingScheme_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_MarkingScheme" ("content", "createdAt", "createdById", "eventId", "fileName", "id", "reason", "version") SELECT "content", "createdAt", "createdById", "eventId", "fileName", "id", "reason", "version" FROM "MarkingScheme";
DROP TABLE "MarkingScheme";
ALTER TABLE "new_MarkingScheme" RENAME TO "MarkingScheme";
CREATE UNIQUE INDEX "MarkingScheme_eventId_version_key" ON "MarkingScheme"("eventId", "version");
CREATE TABLE "new_Publication" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "results" JSONB NOT NULL,
    "resultsHash" TEXT NOT NULL,
    "publishedById" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    CONSTRAINT "Publication_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Publication" ("closesAt", "id", "kind", "publishedAt", "publishedById", "results", "resultsHash", "roundId") SELECT "closesAt", "id", "kind", "publishedAt", "publishedById", "results", "resultsHash", "roundId" FROM "Publication";
DROP TABLE "Publication";
ALTER TABLE "new_Publication" RENAME TO "Publication";
CREATE UNIQUE INDEX "Publication_roundId_kind_version_key" ON "Publication"("roundId", "kind", "version");
CREATE TABLE "new_Round" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "disclosure" TEXT NOT NULL,
    "goingOn" JSONB,
    "medium" TEXT NOT NULL DEFAULT 'tablet',
    "rulesId" TEXT,
    "schemeId" TEXT,
    "judgingAt" DATETIME,
    "submittedAt" DATETIME,
    "submittedById" TEXT,
    CONSTRAINT "Round_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Round_rulesId_fkey" FOREIGN KEY ("rulesId") REFERENCES "EventRules" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Round_schemeId_fkey" FOREIGN KEY ("schemeId") REFERENCES "MarkingScheme" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Round" ("disclosure", "eventId", "id", "judgingAt", "kind", "number", "phase", "rulesId", "schemeId", "submittedAt", "submittedById") SELECT "disclosure", "eventId", "id", "judgingAt", "kind", "number", "phase", "rulesId", "schemeId", "submittedAt", "submittedById" FROM "Round";
DROP TABLE "Round";
ALTER TABLE "new_Round" RENAME TO "Round";
CREATE UNIQUE INDEX "Round_eventId_number_key" ON "Round"("eventId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
