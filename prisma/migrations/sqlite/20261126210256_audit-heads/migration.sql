-- CreateTable
CREATE TABLE "AuditHead" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "keyId" TEXT NOT NULL,
    "signature" BLOB NOT NULL,
    "exportedAt" DATETIME,

    PRIMARY KEY ("chain", "sequence")
);
