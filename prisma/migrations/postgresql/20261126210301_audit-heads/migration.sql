-- CreateTable
CREATE TABLE "AuditHead" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "keyId" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,
    "exportedAt" TIMESTAMP(3),

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("chain","sequence")
);
