-- AlterTable
ALTER TABLE "AspectNote" ADD COLUMN "photoDigest" TEXT,
ADD COLUMN "photoKey" BYTEA;

-- AlterTable
ALTER TABLE "LastSeen" ADD COLUMN "formId" TEXT,
ADD COLUMN "heldSince" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "LastSeen_formId_idx" ON "LastSeen"("formId");
