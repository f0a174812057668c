-- AlterTable
ALTER TABLE "Draw" DROP CONSTRAINT "Draw_pkey",
ADD COLUMN     "avoidNeighbours" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "drawnById" TEXT,
ADD COLUMN     "format" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "id" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'seat',
ADD COLUMN     "moduleId" TEXT,
ADD COLUMN     "redrawGrantedById" TEXT,
ADD COLUMN     "redrawReason" TEXT,
ADD COLUMN     "redrawRequestedAt" TIMESTAMP(3),
ADD COLUMN     "redrawRequestedById" TEXT,
ADD COLUMN     "sessionId" TEXT,
ADD COLUMN     "sessions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "slot" TEXT NOT NULL DEFAULT 'seat',
ADD COLUMN     "statement" TEXT,
ADD COLUMN     "supersededAt" TIMESTAMP(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "way" TEXT NOT NULL DEFAULT 'computer',
ALTER COLUMN "commitment" DROP NOT NULL,
ALTER COLUMN "secret" DROP NOT NULL;

-- A round had one draw of its seats, held by whoever contributed, and entries and delegations stood in its roster by their ids.
UPDATE "Draw" SET
  "id" = "roundId",
  "drawnById" = "contributorId",
  "roster" = (
    SELECT COALESCE(jsonb_agg(jsonb_build_object('ref', entry -> 'entryId', 'group', entry -> 'delegationId')), '[]'::jsonb)
    FROM jsonb_array_elements("roster") AS entry
  );

ALTER TABLE "Draw" ALTER COLUMN "id" SET NOT NULL,
ADD CONSTRAINT "Draw_pkey" PRIMARY KEY ("id"),
ALTER COLUMN "avoidNeighbours" DROP DEFAULT,
ALTER COLUMN "format" DROP DEFAULT,
ALTER COLUMN "kind" DROP DEFAULT,
ALTER COLUMN "sessions" DROP DEFAULT,
ALTER COLUMN "slot" DROP DEFAULT,
ALTER COLUMN "version" DROP DEFAULT,
ALTER COLUMN "way" DROP DEFAULT;

-- CreateTable
CREATE TABLE "DrawLine" (
    "drawId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "place" INTEGER,
    "recordedById" TEXT,
    "recordedAt" TIMESTAMP(3),
    "witnessedById" TEXT,
    "witnessedAt" TIMESTAMP(3),

    CONSTRAINT "DrawLine_pkey" PRIMARY KEY ("drawId","entryId")
);

-- CreateTable
CREATE TABLE "DrawContribution" (
    "drawId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DrawContribution_pkey" PRIMARY KEY ("drawId","userId")
);

-- What each entry drew, by the seat that it got.
INSERT INTO "DrawLine" ("drawId", "entryId", "ref", "place")
SELECT "RoundEntry"."roundId", "RoundEntry"."entryId", "RoundEntry"."entryId",
  CASE WHEN "RoundEntry"."seatCode" ~ '^[0-9]{1,6}$' THEN CAST("RoundEntry"."seatCode" AS INTEGER) END
FROM "RoundEntry" JOIN "Draw" ON "Draw"."id" = "RoundEntry"."roundId";

INSERT INTO "DrawContribution" ("drawId", "userId", "number", "by", "text", "createdAt")
SELECT "id", "contributorId", 1, "contributorId", "contribution", "drawnAt"
FROM "Draw" WHERE "contribution" IS NOT NULL AND "contributorId" IS NOT NULL AND "drawnAt" IS NOT NULL;

ALTER TABLE "Draw" DROP COLUMN "contribution", DROP COLUMN "contributorId";

-- CreateIndex
CREATE INDEX "DrawLine_entryId_idx" ON "DrawLine"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "DrawLine_drawId_ref_key" ON "DrawLine"("drawId", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "DrawContribution_drawId_number_key" ON "DrawContribution"("drawId", "number");

-- CreateIndex
CREATE INDEX "Draw_sessionId_idx" ON "Draw"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Draw_roundId_slot_version_key" ON "Draw"("roundId", "slot", "version");

-- AddForeignKey
ALTER TABLE "Draw" ADD CONSTRAINT "Draw_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "RoundSession"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawLine" ADD CONSTRAINT "DrawLine_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawLine" ADD CONSTRAINT "DrawLine_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawContribution" ADD CONSTRAINT "DrawContribution_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
