-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN "layers" JSONB;

-- CreateTable
CREATE TABLE "UnblindingPresence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    "voidedById" TEXT,
    CONSTRAINT "UnblindingPresence_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "UnblindingPresence_roundId_idx" ON "UnblindingPresence"("roundId");

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Unblinding" (
    "roundId" TEXT NOT NULL,
    "layer" INTEGER NOT NULL,
    "blindingJudgeId" TEXT NOT NULL,
    "blindingJudgeAt" DATETIME NOT NULL,
    "supervisorId" TEXT,
    "supervisorAt" DATETIME,

    PRIMARY KEY ("roundId", "layer"),
    CONSTRAINT "Unblinding_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- What was asked for and confirmed at once was all three layers.
INSERT INTO "new_Unblinding" ("roundId", "layer", "blindingJudgeId", "blindingJudgeAt", "supervisorId", "supervisorAt")
SELECT "roundId", "number"."layer", "blindingJudgeId", "blindingJudgeAt", "supervisorId", "supervisorAt" FROM "Unblinding"
CROSS JOIN (SELECT 1 AS "layer" UNION ALL SELECT 2 UNION ALL SELECT 3) AS "number";
DROP TABLE "Unblinding";
ALTER TABLE "new_Unblinding" RENAME TO "Unblinding";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
