-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "personId" TEXT,
ADD COLUMN     "proposalId" TEXT;

-- AlterTable
ALTER TABLE "PaymentLine" ADD COLUMN     "divisionId" TEXT,
ADD COLUMN     "personId" TEXT;

-- CreateTable
CREATE TABLE "EntitlementDivision" (
    "id" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "shares" JSONB NOT NULL,
    "reference" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "replacedAt" TIMESTAMP(3),

    CONSTRAINT "EntitlementDivision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EntitlementDivision_entitlementId_idx" ON "EntitlementDivision"("entitlementId");

-- AddForeignKey
ALTER TABLE "EntitlementDivision" ADD CONSTRAINT "EntitlementDivision_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
