-- AlterTable
ALTER TABLE "AccountLink" ADD COLUMN     "resetsSecondFactor" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "createdById" DROP NOT NULL;
