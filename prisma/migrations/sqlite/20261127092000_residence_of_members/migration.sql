-- AlterTable
ALTER TABLE "EntryMember" ADD COLUMN "residenceRegion" TEXT;
