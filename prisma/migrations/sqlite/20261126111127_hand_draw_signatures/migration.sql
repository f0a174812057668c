-- AlterTable
ALTER TABLE "DrawLine" ADD COLUMN "signedAt" DATETIME;
ALTER TABLE "DrawLine" ADD COLUMN "signedById" TEXT;

-- CreateTable
CREATE TABLE "RedrawRefusal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "drawId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" DATETIME NOT NULL,
    "refusedById" TEXT NOT NULL,
    "refusedAt" DATETIME NOT NULL,
    "refusal" TEXT NOT NULL,
    CONSTRAINT "RedrawRefusal_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RedrawRefusal_drawId_idx" ON "RedrawRefusal"("drawId");
