-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_entryId_fkey";

-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_eventId_fkey";

-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_memberId_fkey";

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "facts" JSONB,
ADD COLUMN     "holderId" TEXT,
ADD COLUMN     "issuerKeyId" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'prize',
ADD COLUMN     "replacesId" TEXT,
ADD COLUMN     "revokedById" TEXT,
ADD COLUMN     "revokedNote" TEXT,
ADD COLUMN     "signature" BYTEA,
ALTER COLUMN "eventId" DROP NOT NULL,
ALTER COLUMN "entryId" DROP NOT NULL,
ALTER COLUMN "memberId" DROP NOT NULL,
ALTER COLUMN "award" DROP NOT NULL,
ALTER COLUMN "place" DROP NOT NULL;

-- CreateTable
CREATE TABLE "CertificateName" (
    "id" TEXT NOT NULL,
    "certificateId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "personId" TEXT,
    "sealed" BYTEA NOT NULL,
    "wrapped" BYTEA,

    CONSTRAINT "CertificateName_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CertificateHandOut" (
    "id" TEXT NOT NULL,
    "certificateId" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "sealed" BYTEA,
    "wrapped" BYTEA,
    "reason" TEXT,
    "handedById" TEXT NOT NULL,
    "handedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "withdrawnById" TEXT,

    CONSTRAINT "CertificateHandOut_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssuerKey" (
    "id" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdById" TEXT,
    "validFrom" TIMESTAMP(3) NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "distrustedAt" TIMESTAMP(3),

    CONSTRAINT "IssuerKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CertificateDesign" (
    "competitionId" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "background" BYTEA,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CertificateDesign_pkey" PRIMARY KEY ("competitionId")
);

-- CreateIndex
CREATE INDEX "CertificateName_personId_idx" ON "CertificateName"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CertificateName_certificateId_position_key" ON "CertificateName"("certificateId", "position");

-- CreateIndex
CREATE INDEX "CertificateHandOut_certificateId_idx" ON "CertificateHandOut"("certificateId");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_replacesId_key" ON "Certificate"("replacesId");

-- CreateIndex
CREATE INDEX "Certificate_competitionId_kind_idx" ON "Certificate"("competitionId", "kind");

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "EntryMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_issuerKeyId_fkey" FOREIGN KEY ("issuerKeyId") REFERENCES "IssuerKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Certificate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateName" ADD CONSTRAINT "CertificateName_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateName" ADD CONSTRAINT "CertificateName_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateHandOut" ADD CONSTRAINT "CertificateHandOut_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateDesign" ADD CONSTRAINT "CertificateDesign_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
