-- CreateTable
CREATE TABLE "RoundFreeze" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "frozenAt" TIMESTAMP(3) NOT NULL,
    "frozenById" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "board" JSONB NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedById" TEXT,
    "endReason" TEXT,

    CONSTRAINT "RoundFreeze_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RoundFreeze_roundId_idx" ON "RoundFreeze"("roundId");

-- AddForeignKey
ALTER TABLE "RoundFreeze" ADD CONSTRAINT "RoundFreeze_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
