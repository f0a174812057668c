-- CreateTable
CREATE TABLE "Announcement" (
    "sequence" BIGINT NOT NULL PRIMARY KEY,
    "sender" TEXT NOT NULL,
    "notices" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Attempt" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "keyCheck" TEXT NOT NULL
);
