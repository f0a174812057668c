-- AlterTable
ALTER TABLE "DrawLine" ADD COLUMN     "signedAt" TIMESTAMP(3),
ADD COLUMN     "signedById" TEXT;

-- CreateTable
CREATE TABLE "RedrawRefusal" (
    "id" TEXT NOT NULL,
    "drawId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "refusedById" TEXT NOT NULL,
    "refusedAt" TIMESTAMP(3) NOT NULL,
    "refusal" TEXT NOT NULL,

    CONSTRAINT "RedrawRefusal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RedrawRefusal_drawId_idx" ON "RedrawRefusal"("drawId");

-- AddForeignKey
ALTER TABLE "RedrawRefusal" ADD CONSTRAINT "RedrawRefusal_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
