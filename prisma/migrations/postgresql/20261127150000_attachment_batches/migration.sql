-- CreateTable
CREATE TABLE "AttachmentBatch" (
    "id" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "AttachmentBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BatchFile" (
    "id" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "sealed" BYTEA NOT NULL,
    "personId" TEXT,
    "kind" TEXT,

    CONSTRAINT "BatchFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AttachmentBatch_delegationId_state_idx" ON "AttachmentBatch"("delegationId", "state");

-- CreateIndex
CREATE INDEX "AttachmentBatch_competitionId_idx" ON "AttachmentBatch"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "BatchFile_batchId_position_key" ON "BatchFile"("batchId", "position");

-- AddForeignKey
ALTER TABLE "BatchFile" ADD CONSTRAINT "BatchFile_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "AttachmentBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
