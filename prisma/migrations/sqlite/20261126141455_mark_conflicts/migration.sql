-- AlterTable
ALTER TABLE "MarkRevision" ADD COLUMN "replaces" TEXT;

-- CreateTable
CREATE TABLE "MarkConflict" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "aspectId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "scoreRound" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "reason" TEXT,
    "deviceId" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "replaces" TEXT,
    "standingKey" TEXT NOT NULL,
    "standingValue" INTEGER NOT NULL,
    "standingAt" DATETIME NOT NULL,
    CONSTRAINT "MarkConflict_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConflictSettlement" (
    "conflictKey" TEXT NOT NULL PRIMARY KEY,
    "choice" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "settledById" TEXT NOT NULL,
    "settledAt" DATETIME NOT NULL,
    CONSTRAINT "ConflictSettlement_conflictKey_fkey" FOREIGN KEY ("conflictKey") REFERENCES "MarkConflict" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "MarkConflict_formId_idx" ON "MarkConflict"("formId");
