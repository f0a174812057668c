-- AlterTable
ALTER TABLE "DrawLine" ADD COLUMN "drawnForById" TEXT;
