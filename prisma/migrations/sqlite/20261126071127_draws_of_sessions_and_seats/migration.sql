-- CreateTable
CREATE TABLE "DrawLine" (
    "drawId" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "place" INTEGER,
    "recordedById" TEXT,
    "recordedAt" DATETIME,
    "witnessedById" TEXT,
    "witnessedAt" DATETIME,

    PRIMARY KEY ("drawId", "entryId"),
    CONSTRAINT "DrawLine_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DrawLine_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DrawContribution" (
    "drawId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("drawId", "userId"),
    CONSTRAINT "DrawContribution_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What was contributed stands in a table of its own now, and the new table leaves it out.
CREATE TABLE "old_Draw" AS SELECT "roundId", "contribution", "contributorId", "drawnAt" FROM "Draw";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Draw" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "sessionId" TEXT,
    "moduleId" TEXT,
    "version" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "format" INTEGER NOT NULL,
    "roster" JSONB NOT NULL,
    "sessions" JSONB NOT NULL,
    "rosterHash" TEXT NOT NULL,
    "commitment" TEXT,
    "secret" TEXT,
    "seed" TEXT,
    "avoidNeighbours" BOOLEAN NOT NULL,
    "frozenAt" DATETIME NOT NULL,
    "frozenById" TEXT NOT NULL,
    "drawnAt" DATETIME,
    "drawnById" TEXT,
    "statement" TEXT,
    "redrawReason" TEXT,
    "redrawRequestedById" TEXT,
    "redrawRequestedAt" DATETIME,
    "redrawGrantedById" TEXT,
    "supersededAt" DATETIME,
    CONSTRAINT "Draw_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Draw_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "RoundSession" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- A round had one draw of its seats, held by whoever contributed, and entries and delegations stood in its roster by their ids.
INSERT INTO "new_Draw" ("id", "roundId", "kind", "slot", "version", "way", "format", "sessions", "avoidNeighbours", "commitment", "drawnAt", "drawnById", "frozenAt", "frozenById", "roster", "rosterHash", "secret", "seed")
SELECT "roundId", "roundId", 'seat', 'seat', 1, 'computer', 1, '[]', true, "commitment", "drawnAt", "contributorId", "frozenAt", "frozenById",
  (SELECT json_group_array(json_object('ref', json_extract("value", '$.entryId'), 'group', json_extract("value", '$.delegationId'))) FROM json_each("roster")),
  "rosterHash", "secret", "seed" FROM "Draw";
DROP TABLE "Draw";
ALTER TABLE "new_Draw" RENAME TO "Draw";
CREATE INDEX "Draw_sessionId_idx" ON "Draw"("sessionId");
CREATE UNIQUE INDEX "Draw_roundId_slot_version_key" ON "Draw"("roundId", "slot", "version");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- What each entry drew, by the seat that it got.
INSERT INTO "DrawLine" ("drawId", "entryId", "ref", "place")
SELECT "RoundEntry"."roundId", "RoundEntry"."entryId", "RoundEntry"."entryId",
  CASE WHEN "RoundEntry"."seatCode" <> '' AND "RoundEntry"."seatCode" NOT GLOB '*[^0-9]*' THEN CAST("RoundEntry"."seatCode" AS INTEGER) END
FROM "RoundEntry" JOIN "Draw" ON "Draw"."id" = "RoundEntry"."roundId";

INSERT INTO "DrawContribution" ("drawId", "userId", "number", "by", "text", "createdAt")
SELECT "roundId", "contributorId", 1, "contributorId", "contribution", "drawnAt"
FROM "old_Draw" WHERE "contribution" IS NOT NULL AND "contributorId" IS NOT NULL AND "drawnAt" IS NOT NULL;

DROP TABLE "old_Draw";

-- CreateIndex
CREATE INDEX "DrawLine_entryId_idx" ON "DrawLine"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "DrawLine_drawId_ref_key" ON "DrawLine"("drawId", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "DrawContribution_drawId_number_key" ON "DrawContribution"("drawId", "number");
