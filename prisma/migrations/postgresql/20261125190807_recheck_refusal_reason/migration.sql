-- AlterTable
ALTER TABLE "Correction" ADD COLUMN     "refusalReason" TEXT;
