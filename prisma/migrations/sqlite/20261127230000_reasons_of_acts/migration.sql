-- CreateTable
CREATE TABLE "ActReason" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "reason" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "ActReason_competitionId_idx" ON "ActReason"("competitionId");
