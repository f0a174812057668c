-- AlterTable
ALTER TABLE "SignOff" ADD COLUMN     "medium" TEXT NOT NULL DEFAULT 'tablet';
