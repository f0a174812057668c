-- AlterTable
ALTER TABLE "Event" ADD COLUMN "cancelReason" TEXT;
ALTER TABLE "Event" ADD COLUMN "cancelledAt" DATETIME;
ALTER TABLE "Event" ADD COLUMN "cancelledById" TEXT;

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN "creditCode" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_creditCode_key" ON "Organisation"("creditCode");
