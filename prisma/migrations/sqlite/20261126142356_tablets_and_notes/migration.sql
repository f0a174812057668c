-- CreateTable
CREATE TABLE "TabletLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    CONSTRAINT "TabletLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AspectNote" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "formId" TEXT NOT NULL,
    "aspectId" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "photo" BLOB,
    "deviceId" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    CONSTRAINT "AspectNote_formId_fkey" FOREIGN KEY ("formId") REFERENCES "MarkingForm" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "TabletLink_userId_idx" ON "TabletLink"("userId");

-- CreateIndex
CREATE INDEX "AspectNote_formId_idx" ON "AspectNote"("formId");
