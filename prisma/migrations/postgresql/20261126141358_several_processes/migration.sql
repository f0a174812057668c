-- CreateTable
CREATE TABLE "Announcement" (
    "sequence" BIGINT NOT NULL,
    "sender" TEXT NOT NULL,
    "notices" JSONB NOT NULL,

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "keyCheck" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);
