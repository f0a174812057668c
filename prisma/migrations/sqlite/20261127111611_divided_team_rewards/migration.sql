-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN "personId" TEXT;
ALTER TABLE "LedgerEntry" ADD COLUMN "proposalId" TEXT;

-- AlterTable
ALTER TABLE "PaymentLine" ADD COLUMN "divisionId" TEXT;
ALTER TABLE "PaymentLine" ADD COLUMN "personId" TEXT;

-- CreateTable
CREATE TABLE "EntitlementDivision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entitlementId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "shares" JSONB NOT NULL,
    "reference" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,
    "replacedAt" DATETIME,
    CONSTRAINT "EntitlementDivision_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "EntitlementDivision_entitlementId_idx" ON "EntitlementDivision"("entitlementId");
