-- CreateTable
CREATE TABLE "RoundFreeze" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "frozenAt" DATETIME NOT NULL,
    "frozenById" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "board" JSONB NOT NULL,
    "endedAt" DATETIME,
    "endedById" TEXT,
    "endReason" TEXT,
    CONSTRAINT "RoundFreeze_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RoundFreeze_roundId_idx" ON "RoundFreeze"("roundId");
