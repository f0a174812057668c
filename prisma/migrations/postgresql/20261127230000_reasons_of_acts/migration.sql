-- CreateTable
CREATE TABLE "ActReason" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ActReason_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ActReason_competitionId_idx" ON "ActReason"("competitionId");
