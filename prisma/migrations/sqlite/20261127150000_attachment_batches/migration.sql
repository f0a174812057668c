-- CreateTable
CREATE TABLE "AttachmentBatch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "BatchFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "batchId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "sealed" BLOB NOT NULL,
    "personId" TEXT,
    "kind" TEXT,
    CONSTRAINT "BatchFile_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "AttachmentBatch" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AttachmentBatch_delegationId_state_idx" ON "AttachmentBatch"("delegationId", "state");

-- CreateIndex
CREATE INDEX "AttachmentBatch_competitionId_idx" ON "AttachmentBatch"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "BatchFile_batchId_position_key" ON "BatchFile"("batchId", "position");
