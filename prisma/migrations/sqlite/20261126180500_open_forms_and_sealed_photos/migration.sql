-- AlterTable
ALTER TABLE "AspectNote" ADD COLUMN "photoDigest" TEXT;
ALTER TABLE "AspectNote" ADD COLUMN "photoKey" BLOB;

-- AlterTable
ALTER TABLE "LastSeen" ADD COLUMN "formId" TEXT;
ALTER TABLE "LastSeen" ADD COLUMN "heldSince" DATETIME;

-- CreateIndex
CREATE INDEX "LastSeen_formId_idx" ON "LastSeen"("formId");
