-- AlterTable
ALTER TABLE "Competition" ADD COLUMN     "specialAwards" JSONB;
