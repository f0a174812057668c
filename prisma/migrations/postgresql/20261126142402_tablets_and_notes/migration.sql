-- CreateTable
CREATE TABLE "TabletLink" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "TabletLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AspectNote" (
    "key" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "aspectId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "photo" BYTEA,
    "deviceId" TEXT NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AspectNote_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "TabletLink_userId_idx" ON "TabletLink"("userId");

-- CreateIndex
CREATE INDEX "AspectNote_formId_idx" ON "AspectNote"("formId");

-- AddForeignKey
ALTER TABLE "TabletLink" ADD CONSTRAINT "TabletLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AspectNote" ADD CONSTRAINT "AspectNote_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
