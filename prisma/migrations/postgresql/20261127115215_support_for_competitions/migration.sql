-- AlterTable
ALTER TABLE "PolicyAssessment" ADD COLUMN     "holdingId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "PolicyAssessment_holdingId_key" ON "PolicyAssessment"("holdingId");
