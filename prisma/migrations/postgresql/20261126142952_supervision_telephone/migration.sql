-- AlterTable
ALTER TABLE "Competition" ADD COLUMN     "supervisionTelephone" TEXT;
