-- AlterTable
ALTER TABLE "Competition" ADD COLUMN     "publicityOpenedById" TEXT;

-- CreateTable
CREATE TABLE "Reopening" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "decisionNumber" TEXT NOT NULL,
    "finalisedAt" TIMESTAMP(3) NOT NULL,
    "reopenedById" TEXT NOT NULL,
    "reopenedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Reopening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Reopening_competitionId_idx" ON "Reopening"("competitionId");

-- AddForeignKey
ALTER TABLE "Reopening" ADD CONSTRAINT "Reopening_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
