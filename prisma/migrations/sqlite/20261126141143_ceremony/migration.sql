-- CreateTable
CREATE TABLE "Ceremony" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "items" JSONB NOT NULL,
    "basis" JSONB NOT NULL,
    "scene" INTEGER NOT NULL DEFAULT 0,
    "isDark" BOOLEAN NOT NULL DEFAULT false,
    "skipped" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "preparedById" TEXT NOT NULL,
    "preparedAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "Ceremony_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CeremonyStep" (
    "ceremonyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "scene" INTEGER NOT NULL,
    "isDark" BOOLEAN NOT NULL,
    "winner" TEXT,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("ceremonyId", "version"),
    CONSTRAINT "CeremonyStep_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LastSeen" (
    "userId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("userId", "deviceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Ceremony_competitionId_number_key" ON "Ceremony"("competitionId", "number");
