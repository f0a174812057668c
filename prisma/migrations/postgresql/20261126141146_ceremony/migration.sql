-- CreateTable
CREATE TABLE "Ceremony" (
    "id" TEXT NOT NULL,
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
    "preparedAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
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
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CeremonyStep_pkey" PRIMARY KEY ("ceremonyId","version")
);

-- CreateTable
CREATE TABLE "LastSeen" (
    "userId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LastSeen_pkey" PRIMARY KEY ("userId","deviceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Ceremony_competitionId_number_key" ON "Ceremony"("competitionId", "number");

-- AddForeignKey
ALTER TABLE "Ceremony" ADD CONSTRAINT "Ceremony_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CeremonyStep" ADD CONSTRAINT "CeremonyStep_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
