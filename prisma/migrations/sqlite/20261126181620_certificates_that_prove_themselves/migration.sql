-- CreateTable
CREATE TABLE "CertificateName" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "personId" TEXT,
    "sealed" BLOB NOT NULL,
    "wrapped" BLOB,
    CONSTRAINT "CertificateName_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CertificateName_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CertificateHandOut" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "sealed" BLOB,
    "wrapped" BLOB,
    "reason" TEXT,
    "handedById" TEXT NOT NULL,
    "handedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "withdrawnById" TEXT,
    CONSTRAINT "CertificateHandOut_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IssuerKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "publicKey" BLOB NOT NULL,
    "sealed" BLOB NOT NULL,
    "createdById" TEXT,
    "validFrom" DATETIME NOT NULL,
    "retiredAt" DATETIME,
    "distrustedAt" DATETIME
);

-- CreateTable
CREATE TABLE "CertificateDesign" (
    "competitionId" TEXT NOT NULL PRIMARY KEY,
    "content" JSONB NOT NULL,
    "background" BLOB,
    "changedById" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "CertificateDesign_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Certificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'prize',
    "eventId" TEXT,
    "entryId" TEXT,
    "memberId" TEXT,
    "holderId" TEXT,
    "number" TEXT NOT NULL,
    "verifyCode" TEXT NOT NULL,
    "award" TEXT,
    "place" INTEGER,
    "facts" JSONB,
    "issuerKeyId" TEXT,
    "signature" BLOB,
    "preparedAt" DATETIME NOT NULL,
    "inForceAt" DATETIME,
    "revokedAt" DATETIME,
    "revokedReason" TEXT,
    "revokedById" TEXT,
    "revokedNote" TEXT,
    "replacesId" TEXT,
    CONSTRAINT "Certificate_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Certificate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "EntryMember" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_issuerKeyId_fkey" FOREIGN KEY ("issuerKeyId") REFERENCES "IssuerKey" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Certificate" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Certificate" ("award", "competitionId", "entryId", "eventId", "id", "inForceAt", "memberId", "number", "place", "preparedAt", "revokedAt", "revokedReason", "verifyCode") SELECT "award", "competitionId", "entryId", "eventId", "id", "inForceAt", "memberId", "number", "place", "preparedAt", "revokedAt", "revokedReason", "verifyCode" FROM "Certificate";
DROP TABLE "Certificate";
ALTER TABLE "new_Certificate" RENAME TO "Certificate";
CREATE UNIQUE INDEX "Certificate_number_key" ON "Certificate"("number");
CREATE UNIQUE INDEX "Certificate_verifyCode_key" ON "Certificate"("verifyCode");
CREATE UNIQUE INDEX "Certificate_replacesId_key" ON "Certificate"("replacesId");
CREATE INDEX "Certificate_entryId_memberId_idx" ON "Certificate"("entryId", "memberId");
CREATE INDEX "Certificate_competitionId_kind_idx" ON "Certificate"("competitionId", "kind");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "CertificateName_personId_idx" ON "CertificateName"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CertificateName_certificateId_position_key" ON "CertificateName"("certificateId", "position");

-- CreateIndex
CREATE INDEX "CertificateHandOut_certificateId_idx" ON "CertificateHandOut"("certificateId");
