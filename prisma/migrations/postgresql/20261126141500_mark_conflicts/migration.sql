-- AlterTable
ALTER TABLE "MarkRevision" ADD COLUMN     "replaces" TEXT;

-- CreateTable
CREATE TABLE "MarkConflict" (
    "key" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "aspectId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "scoreRound" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "reason" TEXT,
    "deviceId" TEXT NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "replaces" TEXT,
    "standingKey" TEXT NOT NULL,
    "standingValue" INTEGER NOT NULL,
    "standingAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MarkConflict_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ConflictSettlement" (
    "conflictKey" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "settledById" TEXT NOT NULL,
    "settledAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConflictSettlement_pkey" PRIMARY KEY ("conflictKey")
);

-- CreateIndex
CREATE INDEX "MarkConflict_formId_idx" ON "MarkConflict"("formId");

-- AddForeignKey
ALTER TABLE "MarkConflict" ADD CONSTRAINT "MarkConflict_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictSettlement" ADD CONSTRAINT "ConflictSettlement_conflictKey_fkey" FOREIGN KEY ("conflictKey") REFERENCES "MarkConflict"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
