-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN     "layers" JSONB;

-- CreateTable
CREATE TABLE "UnblindingPresence" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "voidedAt" TIMESTAMP(3),
    "voidedById" TEXT,

    CONSTRAINT "UnblindingPresence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UnblindingPresence_roundId_idx" ON "UnblindingPresence"("roundId");

-- AddForeignKey
ALTER TABLE "UnblindingPresence" ADD CONSTRAINT "UnblindingPresence_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "Unblinding" ADD COLUMN     "layer" INTEGER;
-- What was asked for and confirmed at once was all three layers.
UPDATE "Unblinding" SET "layer" = 3;
ALTER TABLE "Unblinding" ALTER COLUMN "layer" SET NOT NULL,
DROP CONSTRAINT "Unblinding_pkey",
ADD CONSTRAINT "Unblinding_pkey" PRIMARY KEY ("roundId", "layer");
INSERT INTO "Unblinding" ("roundId", "layer", "blindingJudgeId", "blindingJudgeAt", "supervisorId", "supervisorAt")
SELECT "roundId", "number"."layer", "blindingJudgeId", "blindingJudgeAt", "supervisorId", "supervisorAt" FROM "Unblinding"
CROSS JOIN (SELECT 1 AS "layer" UNION ALL SELECT 2) AS "number";
