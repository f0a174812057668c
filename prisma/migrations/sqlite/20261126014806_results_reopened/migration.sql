-- AlterTable
ALTER TABLE "Competition" ADD COLUMN "publicityOpenedById" TEXT;

-- CreateTable
CREATE TABLE "Reopening" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "decisionNumber" TEXT NOT NULL,
    "finalisedAt" DATETIME NOT NULL,
    "reopenedById" TEXT NOT NULL,
    "reopenedAt" DATETIME NOT NULL,
    CONSTRAINT "Reopening_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Reopening_competitionId_idx" ON "Reopening"("competitionId");
