-- AlterTable
ALTER TABLE "Session" ADD COLUMN "onTablet" BOOLEAN NOT NULL DEFAULT false;
